"""Draws the ends of checks as HTML, text or data; everything that came from outside is escaped."""

import html
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quaycrane.checks.report import Outcome

_SIGNS = {"passed": "✓", "failed": "✗", "could not be checked": "?", "skipped": "-"}
_COLOURS = {
    "passed": "var(--jp-success-color1, #2e7d32)",
    "failed": "var(--jp-error-color1, #c62828)",
    "could not be checked": "var(--jp-warn-color1, #b26a00)",
    "skipped": "var(--jp-ui-font-color2, #757575)",
}
_DETAIL = "white-space: pre-wrap; margin-left: 1.6em"
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_CHARACTERS = 2000


def plain(text: str) -> str:
    """Return `text` without terminal escapes and control characters, and not endless."""
    text = _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]} …"


def as_text(outcomes: Sequence["Outcome"]) -> str:
    """Return the outcomes as lines for a terminal."""
    lines = []
    for outcome in outcomes:
        lines.append(f"{_SIGNS[outcome.verdict]} {outcome.title} ({outcome.verdict})")
        lines += [f"    {word}: {plain(said)}" for word, said in _details(outcome)]
    return "\n".join(lines)


def as_data(outcomes: Sequence["Outcome"]) -> list[dict[str, Any]]:
    """Return the outcomes as JSON holds them, for those who read many reports."""
    return [
        {name: plain(value) if isinstance(value, str) else value for name, value in asdict(outcome).items()}
        for outcome in outcomes
    ]


def as_html(outcomes: Sequence["Outcome"]) -> str:
    """Return the outcomes as a block of HTML that follows JupyterLab's theme."""
    rows = "".join(_row(outcome) for outcome in outcomes)
    return f'<div style="max-width: 60em; line-height: 1.45">{rows}</div>'


def _row(outcome: "Outcome") -> str:
    colour = _COLOURS[outcome.verdict]
    details = "".join(
        f'<div style="{_DETAIL}"><i>{word}:</i> {html.escape(plain(said))}</div>'
        for word, said in _details(outcome)
    )
    return (
        f'<div style="border-left: 4px solid {colour}; padding: .2em .8em; margin: .4em 0">'
        f'<b style="color: {colour}">{_SIGNS[outcome.verdict]} {outcome.verdict}</b> '
        f"{html.escape(outcome.title)}{details}</div>"
    )


def _details(outcome: "Outcome") -> list[tuple[str, str]]:
    place = f" (line {outcome.line})" if outcome.line else ""
    told = [("Seen", outcome.observed + place)] if outcome.observed or place else []
    if outcome.verdict == "failed":
        told += [(word, said) for word, said in (("Why", outcome.why), ("Try", outcome.fix)) if said]
    return told
