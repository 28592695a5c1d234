"""Shows our errors in a cell as what, why and fix, without a traceback."""

import textwrap
from typing import Any

from quaycrane.errors import BuildError, QuaycraneError

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_WIDTH = 96


def show_plainly(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Make a shell show every `QuaycraneError` plainly; a cell still ends in an error."""
    shell.set_custom_exc((QuaycraneError,), _handle)


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


def _handle(shell: Any, kind: type, error: QuaycraneError, *_trace: object, **_more: object) -> list[str]:  # noqa: ANN401
    lines = error_lines(error)
    # IPython leaves showing to the handler; the kernel's version of this sends the error message.
    shell._showtraceback(kind, error, lines)  # noqa: SLF001
    return lines
