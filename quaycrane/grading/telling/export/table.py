"""Reads what is exported: every student's points in every unit, and whether they are final."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import ExportPlugin
from sqlalchemy import case, func, select
from traitlets import Bool

from quaycrane.errors import QuaycraneError
from quaycrane.grading.telling.pages import points


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows one.

    Attributes:
        student: nbgrader's id, which is the platform's user name.
        first_name: May be empty.
        last_name: May be empty.
        email: May be empty.
    """

    student: str
    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True)
class Total:
    """A student's points in a unit.

    Attributes:
        points: After the penalty for a late submission, not below 0.
        waiting: Whether a person has still something to mark or to look at.
    """

    points: float
    waiting: bool


class PlatformExporter(ExportPlugin):  # type: ignore[misc] # untyped
    """Writes one row a student and one column a unit; a platform's own exporter says which else."""

    unfinished = Bool(
        default_value=False,
        help="Whether to write points that wait for a person; else their cell stays empty.",
    ).tag(config=True)
    file_name = "marks.csv"

    def export(self, gradebook: Gradebook) -> None:
        """Write the table for the units and students that `--assignment` and `--student` name, or all."""
        units = self._units(gradebook)
        people = people_of(gradebook, [str(one) for one in self.student])
        totals = totals_of(gradebook, units)
        self._tell(units, people, totals)
        try:
            rows = list(self.rows(units, people, totals))
        except QuaycraneError as error:
            if self.parent is None:
                raise
            self.parent.fail(str(error))  # nbgrader's way out of a command
        target = Path(self.to or self.file_name)
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        self.log.info("Exported %d students to %s", len(people), target)

    def rows(
        self, units: dict[str, float], people: Sequence[Person], totals: dict[tuple[str, str], Total]
    ) -> Iterable[Sequence[str]]:
        """Return the table's rows, the header first.

        Args:
            units: The most points of each unit, by name.
            people: The students.
            totals: By student and unit, without those who did not hand in.
        """
        raise NotImplementedError

    def shown(self, total: Total | None, otherwise: str = "") -> str:
        """Return what stands in a cell; `otherwise` is the platform's word for no mark."""
        if total is None or (total.waiting and not self.unfinished):
            return otherwise
        return points(total.points)

    def _units(self, book: Gradebook) -> dict[str, float]:
        wanted = {str(one) for one in self.assignment}
        rows = book.db.execute(select(Assignment.name, Assignment.max_score).order_by(Assignment.name))
        return {str(name): float(most) for name, most in rows if not wanted or name in wanted}

    def _tell(
        self, units: dict[str, float], people: Sequence[Person], totals: dict[tuple[str, str], Total]
    ) -> None:
        for unit in units:
            waiting = sum(
                totals[one.student, unit].waiting for one in people if (one.student, unit) in totals
            )
            if waiting and not self.unfinished:
                self.log.warning(
                    "%s: %d of the submissions wait for a person in Formgrader, their marks are left out; "
                    "--%s.unfinished=True writes them as they are.",
                    unit, waiting, type(self).__name__,
                )  # fmt: skip


def people_of(book: Gradebook, only: Sequence[str] = ()) -> list[Person]:
    """Return the students by id, all of them or those named."""
    columns = select(Student.id, Student.first_name, Student.last_name, Student.email)
    people = (Person(*(str(value or "") for value in row)) for row in book.db.execute(columns))
    return sorted((one for one in people if not only or one.student in only), key=lambda one: one.student)


def totals_of(book: Gradebook, units: Iterable[str]) -> dict[tuple[str, str], Total]:
    """Return the points by student and unit; the gradebook is asked twice, however many there are."""
    waits = func.sum(case((Grade.needs_manual_grade, 1), else_=0))
    notebooks = (
        select(SubmittedAssignment.student_id, Assignment.name)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(Assignment.name.in_(list(units)))
        .group_by(SubmittedAssignment.student_id, Assignment.name)
    )
    grades = notebooks.join(Grade, Grade.notebook_id == SubmittedNotebook.id)
    late = notebooks.add_columns(func.sum(SubmittedNotebook.late_submission_penalty))
    penalties = {(student, unit): float(penalty or 0) for student, unit, penalty in book.db.execute(late)}
    sums = book.db.execute(grades.add_columns(func.sum(Grade.score), waits))
    return {
        (str(student), str(unit)): Total(max(0.0, float(score) - penalties[student, unit]), bool(waiting))
        for student, unit, score, waiting in sums
    }
