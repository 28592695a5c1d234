"""Says what grading a class would do, and does nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from quaycrane.grading.gradebook.converters import Course
from quaycrane.grading.gradebook.unit import Unit, students_of
from quaycrane.grading.run import Plan, chosen, new_of


@dataclass(frozen=True)
class Preview:
    """What there is to do.

    Attributes:
        submissions: Those handed in.
        graded: Those whose mark and feedback belong to what is handed in now.
        stored: Those that only need their marks, because their answers were checked before.
        refused: Those that cannot be read.
        to_check: Sets of answers to be checked.
        same: Submissions whose answers are those of another one to be checked.
    """

    submissions: int
    graded: int
    stored: int
    refused: int
    to_check: int
    same: int


def preview(unit: Unit, only: Collection[str] = (), *, again: bool = False) -> Preview:
    """Return what `quaycrane.grading.grade` would do.

    Args:
        unit: The unit.
        only: The students to grade; all when empty.
        again: Whether all answers are to be checked again.

    Raises:
        InputError: There is no such unit or student, or nobody handed in.
    """
    students = chosen(students_of(unit), only)
    new = students if again else new_of(unit, students)
    plan = Plan(unit, Course(unit).blanks(must_agree=False), new, again=again)
    to_check = sum(1 for _ in plan.jobs())
    refused = sum(not entry.jobs for entry in plan.entries.values())
    waiting = plan.ready()
    return Preview(
        len(students), len(students) - len(new), len(waiting) - refused, refused, to_check, len(plan.same)
    )
