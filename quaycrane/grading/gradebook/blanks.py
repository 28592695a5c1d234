"""Makes the notebooks of a unit ready to be filled with answers."""

import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from quaycrane.errors import QuaycraneError
from quaycrane.grading.gradebook.indexes import add_indexes
from quaycrane.grading.gradebook.terms import Terms
from quaycrane.grading.reading.answers import places_in
from quaycrane.grading.reading.skeleton import read_source, skeleton
from quaycrane.grading.reading.taking import Blank


def blanks_of(
    converter: Any,  # noqa: ANN401 - nbgrader is untyped
    terms: Terms,
    unit: str,
    *,
    must_agree: bool = True,
) -> dict[str, Blank]:
    """Return the unit's notebooks by name, ready to be filled.

    Args:
        converter: nbgrader's converter, for its settings and the gradebook.
        terms: How answers are checked.
        unit: The unit's name.
        must_agree: Whether the gradebook must know the unit as it is.

    Raises:
        QuaycraneError: There is none, or the gradebook knows the unit otherwise than source/ has it now.
    """
    course = converter.coursedir
    folder = Path(course.format_path(course.source_directory, ".", unit))
    blanks = {}
    for path in sorted(folder.glob("*.ipynb")):
        if fnmatch.fnmatch(path.stem, course.notebook_id):
            source = read_source(path)
            if must_agree:
                _agrees(course, source, unit, path.stem)
            blank = skeleton(source, converter, path.stem)
            blanks[path.stem] = Blank(
                blank, places_in(source), terms.tests(path, source, tuple(course.ignore))
            )
    if not blanks:
        raise QuaycraneError(f"There is no notebook in {folder}")
    return blanks


def _agrees(course: Any, source: Any, unit: str, notebook: str) -> None:  # noqa: ANN401 - nbgrader is untyped
    """Raise unless the gradebook knows the unit as source/ has it now."""
    cells = [cell.metadata.get("nbgrader", {}) for cell in source.cells]
    now = {str(cell["grade_id"]): float(cell["points"]) for cell in cells if cell.get("grade")}
    known: dict[str, float] | None = None
    with Gradebook(course.db_url, course.course_id) as book:
        add_indexes(book)
        try:
            known = {cell.name: cell.max_score for cell in book.find_notebook(notebook, unit).grade_cells}
        except MissingEntry:
            known = None
    if known != now:
        what = "has not been generated" if known is None else "has changed in source/ since it was generated"
        raise QuaycraneError(
            f"The unit {unit} {what}", fix=f"Run `nbgrader generate_assignment {unit} --force`"
        )
