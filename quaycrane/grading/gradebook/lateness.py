"""Knows when a unit was due, and who came late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy import select

from quaycrane.grading.gradebook.unit import Unit


@dataclass(frozen=True)
class Late:
    """How late a submission came, and what that costs.

    Attributes:
        seconds: After the due date and the student's own extension; 0 in time, or where nobody can tell.
        penalty: The points taken off.
    """

    seconds: float = 0.0
    penalty: float = 0.0


@dataclass(frozen=True)
class Due:
    """When a unit is due, in UTC.

    Attributes:
        at: For everybody; None where it never is.
        extensions: What some have beyond that, by student.
    """

    at: datetime | None = None
    extensions: Mapping[str, timedelta] = field(default_factory=dict)

    def of(self, student: str) -> str:
        """Return a student's due date as a word that changes with it."""
        return str(self.at + self.extensions.get(student, timedelta())) if self.at else ""


def due_dates(unit: Unit) -> Due:
    """Return when a unit is due, as far as the gradebook knows."""
    if not unit.has_gradebook:
        return Due()
    with Gradebook(unit.directory.db_url, unit.directory.course_id) as book:
        at = book.db.scalar(select(Assignment.duedate).where(Assignment.name == unit.name))
        rows = book.db.execute(
            select(SubmittedAssignment.student_id, SubmittedAssignment.extension)
            .join(Assignment)
            .where(Assignment.name == unit.name, SubmittedAssignment.extension.is_not(None))
        )
        return Due(at, {str(student): extension for student, extension in rows})


def lateness(book: Gradebook, unit: str) -> dict[str, Late]:
    """Return how late each submission of a unit came, by student."""
    rows = book.db.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            SubmittedAssignment.late_submission_penalty,
            Assignment.duedate,
        )
        .join(Assignment)
        .where(Assignment.name == unit)
    )
    return {
        str(student): Late(_seconds_late(at, due, more), float(penalty or 0))
        for student, at, more, penalty, due in rows
    }


def _seconds_late(at: datetime | None, due: datetime | None, more: timedelta | None) -> float:
    if at is None or due is None:
        return 0.0
    return max(0.0, (at - due - (more or timedelta())).total_seconds())
