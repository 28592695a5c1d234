"""Reads a unit's marks from nbgrader's gradebook, and how late each came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import select

from quaycrane.errors import InputError
from quaycrane.grading.gradebook.unit import Unit
from quaycrane.grading.reading.taking import REFUSED


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


_IN_TIME = Late()


@dataclass(frozen=True)
class CellMark:
    """The mark of one cell.

    Attributes:
        points: What counts: the hand's mark where there is one; None before anybody marked it.
        max_points: The most it can give.
        by_hand: Whether it is prose that only a person marks.
        needs_look: Whether a person is asked to look at it.
    """

    points: float | None
    max_points: float
    by_hand: bool
    needs_look: bool


@dataclass(frozen=True)
class Mark:
    """A student's mark in a unit.

    Attributes:
        student: nbgrader's id of the student.
        auto_points: The sum of the checks.
        manual_points: The sum of what was marked by hand so far.
        max_points: The most that the unit gives.
        cells: By name of the grade cell.
        refused: Why the submission was not read, empty when it was.
        needs_manual: Whether a person has something to mark or to look at.
        graded: Whether the last grading ended; if not, the points are no verdict.
        late: How late the submission came; the other points are those before its penalty.
    """

    student: str
    auto_points: float
    manual_points: float
    max_points: float
    cells: Mapping[str, CellMark]
    refused: str
    needs_manual: bool
    graded: bool
    late: Late = _IN_TIME

    @property
    def points(self) -> float:
        """What counts so far: checks and hand together, less the penalty."""
        return max(0.0, self.auto_points + self.manual_points - self.late.penalty)


def marks(unit: Unit) -> tuple[Mark, ...]:
    """Return the marks of a unit, one for each submission, by name of the student.

    The gradebook is asked five times, however many there are.

    Args:
        unit: The unit.

    Raises:
        InputError: The gradebook does not know the unit.
    """
    name = unit.name
    with Gradebook(unit.directory.db_url, unit.directory.course_id) as book:
        try:
            book.find_assignment(name)
        except MissingEntry:
            raise InputError(
                f"The gradebook knows no unit {name}", fix=f"Run `nbgrader generate_assignment {name}`"
            ) from None
        students = book.db.scalars(
            select(SubmittedAssignment.student_id).join(Assignment).where(Assignment.name == name)
        )
        cells: dict[str, dict[str, CellMark]] = {str(student): {} for student in students}
        for student, cell, mark in _cells(book, name):
            cells[student][cell] = mark
        late = lateness(book, name)
    return tuple(
        _mark(student, of_student, late, unit.autograded(student))
        for student, of_student in sorted(cells.items())
    )


def waiting_cells(book: Gradebook, unit: str, notebook: str, student: str) -> tuple[str, ...]:
    """Return the names of a submitted notebook's cells that a person has to mark or to look at."""
    names = book.db.scalars(
        select(BaseCell.name)
        .select_from(Grade)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(
            Grade.needs_manual_grade,
            Notebook.name == notebook,
            Assignment.name == unit,
            SubmittedAssignment.student_id == student,
        )
    )
    return tuple(str(name) for name in names)


def _cells(book: Gradebook, unit: str) -> Iterator[tuple[str, str, CellMark]]:
    """Give the student, the cell's name and its mark, for each grade of a unit."""
    solutions = book.db.execute(
        select(SolutionCell.notebook_id, SolutionCell.name)
        .join(Notebook, Notebook.id == SolutionCell.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == unit)
    )
    answers = {(notebook, name) for notebook, name in solutions}
    for kind in (GradeCell, TaskCell):
        rows = book.db.execute(
            select(
                SubmittedAssignment.student_id, kind.notebook_id, kind.name, kind.cell_type, kind.max_score,
                Grade.score, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade,
            )
            .select_from(Grade)
            .join(kind, kind.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == unit)
            .execution_options(yield_per=1000)
        )  # fmt: skip
        for student, notebook, name, cell_type, most, score, auto, manual, look in rows:
            marked = auto is not None or manual is not None
            by_hand = cell_type != "code" or (notebook, name) in answers
            yield (
                str(student),
                str(name),
                _shared(float(score) if marked else None, float(most), by_hand, look),
            )


@lru_cache(maxsize=4096)
def _shared(points: float | None, max_points: float, by_hand: bool, needs_look: bool) -> CellMark:  # noqa: FBT001
    """Return the mark of a cell, the same object for the same mark: a class has few different ones."""
    return CellMark(points, max_points, by_hand, needs_look)


def _mark(student: str, cells: Mapping[str, CellMark], late: Mapping[str, Late], autograded: Path) -> Mark:
    reasons = autograded / REFUSED
    return Mark(
        student=student,
        auto_points=_sum(cell for cell in cells.values() if not cell.by_hand),
        manual_points=_sum(cell for cell in cells.values() if cell.by_hand),
        max_points=sum(cell.max_points for cell in cells.values()),
        cells=dict(sorted(cells.items())),
        refused=reasons.read_text(encoding="utf-8").strip() if reasons.exists() else "",
        needs_manual=any(cell.needs_look for cell in cells.values()),
        graded=autograded.exists(),
        late=late.get(student, Late()),
    )


def _sum(cells: Iterable[CellMark]) -> float:
    return float(sum(cell.points or 0.0 for cell in cells))
