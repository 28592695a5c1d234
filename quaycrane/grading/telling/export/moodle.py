"""Writes marks as Moodle's grade import reads them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets import Bool, Enum

from quaycrane.errors import InputError
from quaycrane.grading.telling.export.table import Person, PlatformExporter, Total
from quaycrane.grading.telling.feedback_page import page

NO_MARK = "-"
"""What Moodle reads as no mark, for units that it knows and for new ones."""


class MoodleExporter(PlatformExporter):
    """A file for *Grades, Import, CSV file* in Moodle.

    The first column identifies the student, the instructor maps it to the field of the same name; each
    unit has a column of marks and one of feedback. Moodle takes a row without an identity for the
    student before, and stops at one that it does not know, so no such row is written.
    """

    file_name = "moodle.csv"
    identify_by = Enum(
        ["username", "idnumber", "email"],
        default_value="username",
        help="What nbgrader's student id is in Moodle; with email the student's address identifies instead.",
    ).tag(config=True)
    feedback = Bool(
        default_value=True, help="Whether to write what to try next beside each mark, from autograded/."
    ).tag(config=True)

    _HEADERS = {"username": "Username", "idnumber": "ID number", "email": "Email address"}  # noqa: RUF012

    def export(self, gradebook: Gradebook) -> None:
        """Write the table.

        Raises:
            InputError: Students are to be identified by an address that the gradebook does not have.
        """
        self._course = CourseDirectory(parent=self)
        super().export(gradebook)

    def rows(
        self, units: dict[str, float], people: Sequence[Person], totals: dict[tuple[str, str], Total]
    ) -> Iterable[Sequence[str]]:
        """Return the header and the students."""
        by_email = self.identify_by == "email"
        unnamed = [one.student for one in people if by_email and not one.email]
        if unnamed:
            raise InputError(
                f"{len(unnamed)} students have no email address in the gradebook: {', '.join(unnamed[:5])}",
                fix="Add them with `nbgrader db student import`, or identify students by their user name",
            )
        extra = [" feedback"] if self.feedback else []
        columns = [unit + word for unit in units for word in ("", *extra)]
        yield (self._HEADERS[self.identify_by], "First name", "Last name", *columns)
        for one in people:
            cells = (cell for unit in units for cell in self._cells(one, unit, totals))
            yield (one.email if by_email else one.student, one.first_name, one.last_name, *cells)

    def _cells(self, one: Person, unit: str, totals: dict[tuple[str, str], Total]) -> Iterator[str]:
        mark = self.shown(totals.get((one.student, unit)), NO_MARK)
        yield mark
        if self.feedback:
            yield "" if mark == NO_MARK else self._advice(one.student, unit)

    def _advice(self, student: str, unit: str) -> str:
        """Return what to try next, as one short text; empty where there is no autograded notebook."""
        folder = Path(self._course.format_path(self._course.autograded_directory, student, unit))
        pages = [page(nbformat.read(path, as_version=4), ()) for path in sorted(folder.glob("*.ipynb"))]
        refused = [one.refused for one in pages if one.refused]
        steps = [step.fix for one in pages for step in one.steps[:3]]
        said = [*refused, *(["To try next:"] if steps else []), *steps] or ["Every check passed"]
        return " ".join(one if one.endswith((".", "?", "!", ":")) else f"{one}." for one in said)
