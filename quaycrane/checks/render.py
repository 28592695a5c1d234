"""Draws the ends of checks as HTML, text or data; everything that came from outside is escaped."""

import html
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quaycrane.checks.outcome import Outcome
from quaycrane.display import BAD, GOOD, NOTICE, QUIET, readable

SIGNS = {"passed": "✓", "failed": "✗", "could not be checked": "?", "skipped": "-"}
_COLOURS = {"passed": GOOD, "failed": BAD, "could not be checked": NOTICE, "skipped": QUIET}
_DETAIL = "white-space: pre-wrap; margin-left: 1.6em"
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_CHARACTERS = 2000


def plain(text: str) -> str:
    """Return `text` without terminal escapes and control characters, and not endless."""
    text = _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]} …"


@dataclass(frozen=True)
class Worth:
    """What a report is worth.

    Attributes:
        points: When every check passes.
        earned: As it is.
    """

    points: float
    earned: float


def as_text(outcomes: Sequence[Outcome], worth: Worth | None = None) -> str:
    """Return the outcomes as lines for a terminal, above them what they are worth."""
    lines = [headline(outcomes, worth)] if worth else []
    for outcome in outcomes:
        lines.append(f"{SIGNS[outcome.verdict]} {outcome.title} ({outcome.verdict})")
        lines += [f"    {word}: {plain(said)}" for word, said in details(outcome)]
    return "\n".join(lines)


def headline(outcomes: Sequence[Outcome], worth: Worth) -> str:
    """Return in one line how many checks passed, and the points that they earn, where all could look."""
    passed = sum(outcome.verdict == "passed" for outcome in outcomes)
    unchecked = sum(outcome.verdict == "could not be checked" for outcome in outcomes)
    if unchecked:
        return f"Not marked: {unchecked} of {len(outcomes)} could not be checked"
    return f"{passed} of {len(outcomes)} passed: {worth.earned:g} of {worth.points:g} points"


def as_data(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return the outcomes as JSON holds them, for those who read many reports."""
    return [
        {name: plain(value) if isinstance(value, str) else value for name, value in asdict(outcome).items()}
        for outcome in outcomes
    ]


def as_html(outcomes: Sequence[Outcome], worth: Worth | None = None, below: str = "") -> str:
    """Return the outcomes as a block of HTML that follows JupyterLab's theme, or the page's.

    Args:
        outcomes: The ends.
        worth: What they are worth, told above them.
        below: A sentence to end with.
    """
    rows = "".join(_row(outcome) for outcome in outcomes)
    above = f"<div>{html.escape(headline(outcomes, worth))}</div>" if worth else ""
    more = f'<div style="color: {QUIET}">{html.escape(below)}</div>' if below else ""
    return f'<div style="max-width: 60em; line-height: 1.45">{above}{rows}{more}</div>'


def _row(outcome: Outcome) -> str:
    colour = _COLOURS[outcome.verdict]
    told = "".join(
        f'<div style="{_DETAIL}"><i>{word}:</i> {html.escape(plain(said))}</div>'
        for word, said in details(outcome)
    )
    return (
        f'<div style="border-left: 4px solid {colour}; padding: .2em .8em; margin: .4em 0">'
        f'<b style="color: {readable(colour)}">{SIGNS[outcome.verdict]} {outcome.verdict}</b> '
        f"{html.escape(outcome.title)}{told}</div>"
    )


def details(outcome: Outcome) -> list[tuple[str, str]]:
    """Return what is told of an outcome: what was seen, and of a failure why and what to try."""
    file = f"{outcome.file}, " if "/" in outcome.file else ""
    place = f" ({file}line {outcome.line})" if outcome.line else ""
    told = [("Seen", outcome.observed + place)] if outcome.observed or place else []
    if outcome.verdict == "failed":
        told += [(word, said) for word, said in (("Why", outcome.why), ("Try", outcome.fix)) if said]
    return told
