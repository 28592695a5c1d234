"""Finds the answers that a person should look at, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from quaycrane.grading.gradebook.marks import Mark
from quaycrane.grading.gradebook.unit import Unit


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


def to_look_at(unit: Unit, marks: Iterable[Mark]) -> tuple[Look, ...]:
    """Return what a person should look at, prose that waits for its mark aside.

    Args:
        unit: The unit.
        marks: The unit's marks.
    """
    looks = list[Look]()
    for mark in marks:
        flagged = [name for name, cell in mark.cells.items() if cell.needs_look and not cell.by_hand]
        if not flagged:
            continue
        reasons = {
            name: outcome.flag
            for result in unit.results(mark.student)
            for name, outcome in zip(result.checks, result.outcomes, strict=False)
        }
        looks += [Look(mark.student, name, reasons.get(name) or mark.refused) for name in flagged]
    return tuple(looks)
