"""Finds the recorded cell that a learner means by a text."""

import difflib
from dataclasses import dataclass

from quaycrane.recorded.recording import Recorded, Recording

_ALIKE = 0.6
"""How much of two cells must agree for one to be a change of the other."""


@dataclass(frozen=True)
class Found:
    """A recorded cell.

    Attributes:
        index: Its place among the recorded cells, from 0.
        cell: The cell.
        differs: Where a text is not the cell's: the line's number from 1, as it is there, and as it was
            recorded; None where it is the same.
    """

    index: int
    cell: Recorded
    differs: tuple[int, str, str] | None = None


def find(recording: Recording, text: str, after: int = -1) -> Found | None:
    """Return the recorded cell of a text, or the one of which the text is a change; None for neither.

    A cell that begins as one that runs anywhere does is that one, changed or not.

    Args:
        recording: The recording.
        text: The text of the cell that is run.
        after: The place of the cell that was shown last: of several with one text the next one counts.
    """
    lines = _lines(text)
    same = [index for index, cell in enumerate(recording.cells) if _lines(cell.source) == lines]
    if same:
        index = next((one for one in same if one > after), same[0])
        return Found(index, recording.cells[index])
    if any(lines[:1] == _lines(one)[:1] for one in recording.live):
        return None
    likeness = [difflib.SequenceMatcher(None, cell.source, text).ratio() for cell in recording.cells]
    best = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
    if best < 0 or likeness[best] < _ALIKE:
        return None
    return Found(best, recording.cells[best], _first_difference(lines, _lines(recording.cells[best].source)))


def _lines(text: str) -> list[str]:
    """Return the lines of a cell, without what cannot be seen at their ends and at its own."""
    return [line.rstrip() for line in text.strip().splitlines()]


def _first_difference(mine: list[str], recorded: list[str]) -> tuple[int, str, str]:
    for number in range(max(len(mine), len(recorded))):
        here, there = (lines[number] if number < len(lines) else "" for lines in (mine, recorded))
        if here != there:
            return number + 1, here, there
    return 1, "", ""
