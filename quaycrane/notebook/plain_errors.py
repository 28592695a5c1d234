"""Shows errors in a cell as what, why and fix, without a traceback: ours, the SDK's, and an interruption."""

import linecache
import textwrap
from pathlib import Path
from types import TracebackType
from typing import Any

from quaycrane.engine import SDK_ERRORS, in_sdk, sdk_error
from quaycrane.errors import BuildError, QuaycraneError
from quaycrane.first_cells import advice

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_WIDTH, _MOST_LINES = 96, 6
_OURS = str(Path(__file__).parents[1])
_NOT_THE_LEARNERS = (_OURS, str(Path(textwrap.__file__).parent))


def show_plainly(shell: Any, handler: Any = None) -> None:  # noqa: ANN401 - IPython has no types for it
    """Make a shell show plainly what we can explain; a cell still ends in an error.

    Args:
        shell: The shell.
        handler: What shows an error, as IPython calls it; None for `handle`.
    """
    shell.set_custom_exc((QuaycraneError, NameError, KeyboardInterrupt, *SDK_ERRORS), handler or handle)


def error_lines(error: QuaycraneError) -> list[str]:
    """Return an error as lines for a terminal or a notebook."""
    lines = [f"{_BOLD}{error.what}{_PLAIN}"]
    for word, text in (("why", error.why), ("fix", error.fix)):
        if text:
            lines += textwrap.wrap(
                f"{word}: {text}", _WIDTH, subsequent_indent="     ", break_on_hyphens=False
            )
    if isinstance(error, BuildError) and error.log:
        lines += ["", f"{_BOLD}its log{_PLAIN}", *error.log.strip().splitlines()]
    return lines


def handle(
    shell: Any,  # noqa: ANN401 - IPython has no types for it
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """Show an error, as IPython asks a handler to."""
    lines = _lines(shell, error, trace)
    # IPython leaves showing to the handler; the kernel's version of this sends the error message.
    if lines:
        shell._showtraceback(kind, error, lines)  # noqa: SLF001
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _lines(shell: Any, error: BaseException, trace: TracebackType | None) -> list[str]:  # noqa: ANN401
    """Return what to show, nothing where Python's own way is best."""
    if isinstance(error, QuaycraneError):
        return error_lines(error)
    if isinstance(error, KeyboardInterrupt):
        lines = _interrupted(trace)
        return [f"{_BOLD}{lines}{_PLAIN}"] if lines else []
    if isinstance(error, NameError):
        first = advice(str(error.name), Path.cwd(), shell.user_ns)
        return _short(QuaycraneError(first[0], fix=first[1]), "") if first else []
    explained = sdk_error(error, trace)
    return _short(explained, _at(trace)) if explained else []


def _short(error: QuaycraneError, at: str) -> list[str]:
    """Return an error as at most six lines."""
    what = _wrapped("", error.what, 3)
    rest = _wrapped("in:  ", at, 1) + _wrapped("why: ", error.why, 1) + _wrapped("fix: ", error.fix, 2)
    return [f"{_BOLD}{line}{_PLAIN}" for line in what[: _MOST_LINES - len(rest)]] + rest


def _wrapped(word: str, text: str, most_lines: int) -> list[str]:
    indent = " " * len(word)
    return (
        textwrap.wrap(
            word + text,
            _WIDTH,
            subsequent_indent=indent,
            break_on_hyphens=False,
            max_lines=most_lines,
            placeholder=" …",
        )
        if text
        else []
    )


def _at(trace: TracebackType | None) -> str:
    """Return the learner's own line that led to an error."""
    line = ""
    while trace:
        file = trace.tb_frame.f_code.co_filename
        learners = not file.startswith(_NOT_THE_LEARNERS) and "site-packages" not in file
        line = (linecache.getline(file, trace.tb_lineno).strip() if learners else "") or line
        trace = trace.tb_next
    return line


def _interrupted(trace: TracebackType | None) -> str:
    """Return what to say of an interruption: what is ours stops what it began, and the SDK does not."""
    at = trace
    while at:
        if at.tb_frame.f_code.co_filename.startswith(_OURS):
            return "Interrupted; nothing is left running."
        at = at.tb_next
    return "Interrupted. What the engine had begun goes on: %docker ps shows it." if in_sdk(trace) else ""
