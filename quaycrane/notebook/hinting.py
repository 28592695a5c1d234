"""`hint()` and `%hint`: the next hint on a check that failed. What was asked for is kept nowhere."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from IPython.core.magic import Magics, line_magic, magics_class
from IPython.display import display

from quaycrane.checks.hints import LEVELS, Hint, hints_for
from quaycrane.checks.outcome import Outcome, Verdict
from quaycrane.checks.report import last_shown
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look

_NOTHING_YET = "Run a cell that marks your answer first: hints are on what failed there."
_ALL_WELL = "No check failed in the report that was shown last."
_MORE = "Ask again for the next hint."
_NO_MORE = "That is all that can be told without solving it. What you asked for is not marked."


class Hinting:
    """Tells one more hint each time, on the first check that failed in the report shown last.

    ``hint()`` begins with what was seen, then tells where to look, then gives a small example on another
    application; ``hint("serves")`` is on the failed check of that name. When the check fails in another way,
    it begins anew.
    """

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], int] = {}

    def __call__(self, name: str = "") -> None:
        """Show the hints so far, and one more.

        Args:
            name: How the check's name begins; without it the first that failed is meant.
        """
        report = last_shown()
        failed = [one for one in report.outcomes if one.verdict is Verdict.FAILED] if report else []
        meant = [one for one in failed if one.name.startswith(name)]
        if not meant:
            names = ", ".join(one.name.partition("(")[0] for one in failed)
            missing = f"No check that failed is called {name}; these are: {names}." if names else _ALL_WELL
            display(_sentence(missing if report else _NOTHING_YET))
            return
        self._show(meant[0])

    def _show(self, outcome: Outcome) -> None:
        key = (outcome.name, outcome.observed)
        level = self._told[key] = min(self._told.get(key, 0) + 1, len(LEVELS))
        told = hints_for(outcome, _text_of(outcome))[:level]
        display(_shown(outcome.title, told, _MORE if level < len(LEVELS) else _NO_MORE))


def _text_of(outcome: Outcome) -> str:
    try:
        return Path(outcome.file).read_text(encoding="utf-8") if outcome.file else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _sentence(words: str) -> Shown:
    return Shown(look.box("notice", [look.prose(words)]), words)


def _shown(title: str, hints: Sequence[Hint], last: str) -> Shown:
    parts, lines = [look.strong(title)], [title]
    for hint in hints:
        said = escape(hint.words).replace("\n", "<br>")
        example = f'<pre style="margin: .3em 0 0 1.2em;">{escape(hint.example)}</pre>' if hint.example else ""
        parts.append(f"<div><i>{hint.title}:</i> {said}{example}</div>")
        lines += [
            f"{hint.title}: {hint.words}".rstrip(),
            *(f"    {line}" for line in hint.example.splitlines()),
        ]
    return Shown(look.box("notice", [*parts, look.quiet(last)]), "\n".join([*lines, last]))


hint = Hinting()
"""The one of this kernel."""


@magics_class
class HintMagics(Magics):  # type: ignore[misc] # IPython has no types for it
    """`%hint` and `%hint NAME`."""

    @line_magic("hint")  # type: ignore[untyped-decorator]
    def ask(self, line: str) -> None:
        """Tell the next hint on a check that failed; `%hint NAME` where several did."""
        hint(line.strip())
