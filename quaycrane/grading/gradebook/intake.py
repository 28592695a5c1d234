"""Puts our reading of submissions before nbgrader's own: what it grades is laid out by us."""

import fnmatch
import logging
import re
import secrets
import sys
from collections.abc import Iterable, Mapping
from glob import glob
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets import Unicode

from quaycrane.engine import temporary_folder
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.grading.checking.perform import write_answer
from quaycrane.grading.checking.work import Store
from quaycrane.grading.gradebook.execute import KEY, ExecuteChecks, Terms, raise_flags
from quaycrane.grading.gradebook.gradebooks import add_indexes
from quaycrane.grading.gradebook.standing import let_stand, standing
from quaycrane.grading.reading.answers import Answer, places_in, read_regular
from quaycrane.grading.reading.taking import REFUSED, Blank, Taken, filled, read_source, skeleton, take_all

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"

_MAX_BYTES = 1024
# a zone is a number or a name: nbgrader would open a file of that path
_ZONE = r" ?[+-]\d\d:?\d\d| ?[A-Za-z_]+(?:/[A-Za-z_]+)*"
_TIME = re.compile(rf"\d{{4}}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{{1,9}})?(?:{_ZONE})?")
_SECRET = re.compile(r"[!-~]{16,256}")


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


def lay_out(
    submitted: Path, clean: Path, all_taken: Iterable[Taken], blanks: Mapping[str, Blank]
) -> list[Path]:
    """Write what is graded of one submission, and nothing else of it.

    That is one notebook per blank, the answers as files, what the exchange noted, and REFUSED.txt
    with the reasons where a notebook could not be read.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: A folder that does not exist yet.
        all_taken: What was taken of it.
        blanks: By name of the notebook, without suffix.

    Returns:
        The notebooks written.
    """
    clean.mkdir(parents=True)
    written, refusals = [], []
    for one in all_taken:
        path = clean / f"{one.name}.ipynb"
        nbformat.write(filled(blanks[one.name].notebook, one.answers, one.notes, one.refused), path)
        _write_answers(clean, one.answers)
        written.append(path)
        refusals += [f"{one.name}: {one.refused}"] if one.refused else []
    if refusals:
        (clean / REFUSED).write_text("\n".join(refusals) + "\n", encoding="utf-8")
    copy_notes(submitted, clean)
    return written


def _write_answers(clean: Path, answers: tuple[Answer, ...]) -> None:
    """Keep the answers as files too, for a person who looks into autograded/."""
    for answer in answers:
        if answer.place.path is not None and answer.text is not None:
            write_answer(clean, str(answer.place.path), answer.text)


def copy_notes(submitted: Path, clean: Path) -> None:
    """Write the time of a submission and its secret into the folder that is graded.

    nbgrader's `release_feedback` opens both for every student, and stops at the first who has none. So a
    submission that came by another way has an empty time, which means that none is known, and a secret
    that nobody knows: its feedback is found by nobody in the exchange.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: The folder that stands in for it.
    """
    (clean / TIMESTAMP).write_text(submitted_at(submitted), encoding="utf-8")
    secret_given = _text(submitted / SECRET)
    secret = secret_given if _SECRET.fullmatch(secret_given) else secrets.token_hex(64)
    (clean / SECRET).write_text(secret, encoding="utf-8")


def submitted_at(submitted: Path) -> str:
    """Return when a submission was handed in, as nbgrader writes it in UTC; nothing where nobody can tell."""
    text = _text(submitted / TIMESTAMP)
    if not _TIME.fullmatch(text):
        return ""
    try:
        return f"{parse_utc(text)} UTC"
    except (ValueError, OverflowError):
        return ""


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MAX_BYTES).decode().strip()
    except (InputError, UnicodeDecodeError):
        return ""


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
        self._standing: dict[tuple[str, str, str], tuple[str, ...]] = {}
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
        let_stand(about, self._standing.get(tuple(map(about.get, ("assignment", "student", "notebook"))), ()))
        return output, resources

    def _take(self, converter: Any) -> None:  # noqa: ANN401 - nbgrader is untyped
        settings, course = ExecuteChecks(parent=self), converter.coursedir
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
                unit, terms = this_unit, settings.terms(this_unit)
                blanks = converter.blanks if given else blanks_of(converter, terms, unit)
            taken = given or take_all(submitted, blanks)
            if to_check := [one for one in taken if one.job and not store.has(one.job.key)]:
                terms.ready(to_check[0].tests)
            self.taken |= {(unit, student, one.name): one for one in taken}
            stands = standing(course, unit, student, taken)
            self._standing |= {(unit, student, name): cells for name, cells in stands.items()}
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
