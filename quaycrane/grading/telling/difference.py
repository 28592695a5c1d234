"""Says whose marks changed between two gradings, by how much, and over which check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quaycrane.checks.report import METADATA
from quaycrane.grading.checking.work import Executed
from quaycrane.grading.gradebook.gradebooks import patient
from quaycrane.grading.gradebook.marks import marks
from quaycrane.grading.gradebook.unit import Unit

LATE = "late"
"""Stands for the penalty among the grade cells."""


@dataclass(frozen=True)
class Standing:
    """Where a student stands in a unit.

    Attributes:
        points: What each grade cell gave, by nbgrader's name, and what a late submission lost.
        verdicts: How each check ended, by the check's name.
    """

    points: Mapping[str, float]
    verdicts: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """A mark that changed.

    Attributes:
        student: Whose.
        grade_id: nbgrader's name of the grade cell.
        before: Its points before; None where there was no mark.
        after: Its points now.
        checks: The checks that ended otherwise, as ``name: before, now after``.
    """

    student: str
    grade_id: str
    before: float | None
    after: float
    checks: tuple[str, ...]


def standings(unit: Unit) -> dict[str, Standing]:
    """Return where each student stands, by name; what waits for a hand's mark is left out."""
    by_student = {}
    with patient(unit.root):
        known = marks(unit)
    for mark in known:
        points = {name: cell.points for name, cell in mark.cells.items() if not cell.by_hand}
        by_student[mark.student] = Standing(
            {name: value for name, value in points.items() if value is not None} | {LATE: -mark.late.penalty},
            {name: verdict for result in unit.results(mark.student) for name, verdict in _verdicts(result)},
        )
    return by_student


def changes(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[Change, ...]:
    """Return the marks that differ, by student and grade cell."""
    changed = []
    for student, now in after.items():
        then = before.get(student, Standing({}, {}))
        turned = tuple(
            f"{name}: {then.verdicts[name]}, now {verdict}"
            for name, verdict in now.verdicts.items()
            if name in then.verdicts and then.verdicts[name] != verdict
        )
        changed += [
            Change(student, name, then.points.get(name), points, turned)
            for name, points in now.points.items()
            if then.points.get(name, 0.0 if name == LATE else None) != points
        ]
    return tuple(changed)


def _verdicts(result: Executed) -> Iterator[tuple[str, str]]:
    for outcome in result.outcomes:
        for output in outcome.outputs:
            for check in output.get("metadata", {}).get(METADATA, {}).get("outcomes", ()):
                yield str(check["name"]), str(check["verdict"])
