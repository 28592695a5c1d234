"""Finds the answers that a person should look at, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quaycrane.grading.checking.store import Store
from quaycrane.grading.gradebook.journal import Journal
from quaycrane.grading.gradebook.marks import Mark


@dataclass(frozen=True)
class Look:
    """A mark that the checks could not stand for.

    Attributes:
        student: Whose.
        grade_id: nbgrader's name of the grade cell.
        reason: Why.
    """

    student: str
    grade_id: str
    reason: str


def to_look_at(root: Path, unit: str, marks: Iterable[Mark]) -> tuple[Look, ...]:
    """Return what a person should look at, prose that waits for its mark aside.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
        marks: The unit's marks.
    """
    journal, store, found = Journal(root, unit), Store(root), list[Look]()
    for mark in marks:
        flagged = [name for name, cell in mark.cells.items() if cell.needs_look and not cell.by_hand]
        if not flagged:
            continue
        entry = journal.read(mark.student)
        results = [result for key in (entry.jobs if entry else ()) if (result := store.get(key))]
        reasons = {
            name: outcome.flag
            for result in results
            for name, outcome in zip(result.checks, result.outcomes, strict=False)
        }
        found += [Look(mark.student, name, reasons.get(name) or mark.refused) for name in flagged]
    return tuple(found)
