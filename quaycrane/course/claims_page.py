"""Writes what the engine said of each claim, as a page in Markdown."""

from collections.abc import Mapping, Sequence

from quaycrane.course.claims import Verdict
from quaycrane.course.evidence import Evidence

_WORDS = {
    Verdict.HOLDS: "holds",
    Verdict.NUANCE: "holds under a condition",
    Verdict.OUTDATED: "outdated",
    Verdict.NOT_SHOWN: "**not shown**",
}
_HEAD = """\
# What the engine says of each claim

The course stands on a set of notes. Each row is one thing that they state, in our words; what came of it when
it was put to an engine; and the lines with which the engine answered, in the cells that are named.

`./course run --all` writes this page anew. What stands here is of {date}, with {engine}.
{counts}
"""
_HEADINGS = "| Id | The notes say | | The engine said | Cell |\n|---|---|---|---|---|"


def claims_page(units: Mapping[str, Sequence[Evidence]], *, date: str, engine: str) -> str:
    """Return the page.

    Args:
        units: What was shown, by the titles of the units.
        date: When.
        engine: The engine, in words.
    """
    verdicts = [one.verdict for evidence in units.values() for one in evidence]
    counts = [
        f"{verdicts.count(verdict)} {words}" for verdict, words in _WORDS.items() if verdict in verdicts
    ]
    parts = [
        _HEAD.format(date=date, engine=engine, counts=f"Of {len(verdicts)} claims: {', '.join(counts)}.")
    ]
    for title, evidence in units.items():
        rows = "\n".join(map(_row, evidence))
        parts.append(f"## {title}\n\n{_HEADINGS}\n{rows}\n")
    return "\n".join(parts)


def _row(one: Evidence) -> str:
    said = "<br>".join(f"`{_plain(line)}`" for line in one.said) or "nothing of it"
    cells = ", ".join(one.cells) or "no cell"
    return f"| {one.name} | {_plain(one.claim.says)} | {_WORDS[one.verdict]} | {said} | {cells} |"


def _plain(text: str) -> str:
    """Return text that neither ends a table's cell nor its code."""
    return text.replace("|", "\\|").replace("`", "'")
