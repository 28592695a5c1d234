"""Puts our reading of submissions before nbgrader's own, with nothing but its settings."""

import fnmatch
import logging
import re
import sys
from glob import glob
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets import Unicode

from quaycrane.engine import temporary_folder
from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking.work import Store
from quaycrane.grading.gradebook.execute import KEY, ExecuteChecks, Terms, raise_flags
from quaycrane.grading.gradebook.gradebooks import add_indexes
from quaycrane.grading.reading.answers import places_in
from quaycrane.grading.reading.source import read_source, skeleton
from quaycrane.grading.reading.taking import Blank, Taken, lay_out, take_all


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


class Course(CourseDirectory):  # type: ignore[misc] # untyped
    """The same course, with what was taken from the submissions in place of the submissions.

    Attributes:
        taken: The folder that stands in for ``submitted/``.
    """

    taken = Unicode()

    def format_path(
        self,
        nbgrader_step: str,
        student_id: str,
        assignment_id: str,
        escape: bool = False,  # noqa: FBT001, FBT002 - nbgrader's signature
    ) -> str:
        """Return a path of the course, or with `escape` a pattern for one."""
        if nbgrader_step != self.submitted_directory:
            return str(super().format_path(nbgrader_step, student_id, assignment_id, escape))
        parts = [re.escape(self.taken) if escape else self.taken, student_id, assignment_id]
        return (re.escape("/") if escape else "/").join(parts)


class SubmissionExporter(NotebookExporter):  # type: ignore[misc] # untyped
    """Reads submissions before nbgrader opens one.

    nbgrader gives a course no place to say how a submission is read, but it makes its exporter,
    which a course may name, after it found the submissions and before it opens the first. So the
    exporter takes the answers from all of them, each into a clean folder, and points nbgrader there.

    Attributes:
        taken: What was taken, by unit, student and notebook: `ExecuteChecks` has it checked.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - nbconvert's own
        super().__init__(**options)
        self.taken: dict[tuple[str, str, str], Taken] = {}
        if isinstance(self.parent, Autograde):
            self.parent.log.addFilter(_short)
            try:
                self._take(self.parent)
            except QuaycraneError as error:  # nbgrader ends quietly on its own error only
                self.parent.log.error(str(error))  # noqa: TRY400 - no traceback for a person
                raise NbGraderException(str(error)) from error

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, Any]:  # noqa: ANN401
        """Convert a notebook; once its marks are saved, flag those that need a look."""
        output, resources = super().from_notebook_node(nb, resources, **options)
        about = (resources or {}).get("nbgrader", {})
        raise_flags(about, about.get(KEY, ()))
        return output, resources

    def _take(self, converter: Any) -> None:  # noqa: ANN401 - nbgrader is untyped
        terms, course = ExecuteChecks(parent=self).terms(), converter.coursedir
        self._folder = temporary_folder("taken")
        clean = Course(parent=course.parent, config=course.config)
        for trait in CourseDirectory.class_trait_names(config=True):
            setattr(clean, trait, getattr(course, trait))
        clean.taken = str(Path(self._folder.name).resolve())
        store, unit, assignments = Store(Path(course.root)), "", {}
        given = getattr(converter, "taken", None)  # ours: one student, taken before; the name is no pattern
        for submitted in _submitted(course, literal=given is not None):
            student, this_unit = submitted.parent.name, submitted.name
            if this_unit != unit:
                unit = this_unit
                blanks = converter.blanks if given else blanks_of(converter, terms, unit)
            taken = given or take_all(submitted, blanks)
            if not all(store.has(one.job.key) for one in taken if one.job):
                terms.ready(unit)
            self.taken |= {(unit, student, one.name): one for one in taken}
            target = Path(clean.format_path(clean.submitted_directory, student, unit))
            assignments[str(target)] = [str(path) for path in lay_out(submitted, target, taken, blanks)]
            paths = [str(place.path) for blank in blanks.values() for place in blank.places if place.path]
            converter.exclude_overwriting = {**converter.exclude_overwriting, unit: paths}
        converter.coursedir, converter.assignments = clean, assignments


def _submitted(course: Any, *, literal: bool) -> list[Path]:  # noqa: ANN401 - nbgrader is untyped
    """Return the folders of all submissions that were asked for, with or without a notebook in them."""
    pattern = course.format_path(course.submitted_directory, course.student_id, course.assignment_id)
    if literal:
        return [Path(pattern)]
    return sorted((Path(path) for path in glob(pattern)), key=lambda path: (path.name, path))  # noqa: PTH207 - nbgrader's pattern is absolute


class _Short(logging.Filter):
    """Says an error of ours in its own words where nbgrader would print a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = sys.exc_info()[1]
        if isinstance(error, QuaycraneError) and str(record.msg).startswith("Traceback"):
            record.msg, record.args = str(error), ()
        return True


_short = _Short()
