"""Writes marks as Canvas' gradebook imports them."""

from collections.abc import Iterable, Sequence

from quaycrane.grading.telling.export.table import Person, PlatformExporter, Total
from quaycrane.grading.telling.pages import points


class CanvasExporter(PlatformExporter):
    """A file for *Grades, Import* in Canvas.

    Canvas wants these columns before the units, in this order, and a second row that says what each unit
    can give. It finds a student by the login, which is nbgrader's id, and a unit by its name: one that
    it does not know it offers to make. An empty cell leaves the mark in Canvas as it is.
    """

    file_name = "canvas.csv"

    def rows(
        self, units: dict[str, float], people: Sequence[Person], totals: dict[tuple[str, str], Total]
    ) -> Iterable[Sequence[str]]:
        """Return the header, the points possible, and the students."""
        yield ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", *units)
        yield ("    Points Possible", "", "", "", "", *map(points, units.values()))
        for one in people:
            name = ", ".join(filter(None, (one.last_name, one.first_name))) or one.student
            marks = (self.shown(totals.get((one.student, unit))) for unit in units)
            yield (name, "", "", one.student, "", *marks)
