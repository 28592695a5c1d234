"""Grades a class from Python: nbgrader's own converters, with progress and without their logs."""

import logging
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback, NbGraderException
from nbgrader.plugins import CsvExportPlugin

from quaycrane.errors import InputError, QuaycraneError
from quaycrane.grading.fingerprint import fingerprint, remembered
from quaycrane.grading.marks import Mark, marks
from quaycrane.grading.settings import course_directory, settings
from quaycrane.grading.upgrade import upgrade_gradebook

GRADES = "grades.csv"
_ATTEMPTS = 2  # a failure is the machine's, never the answer's: it may be gone the second time


@dataclass(frozen=True)
class Summary:
    """What grading a class came to.

    Attributes:
        unit: The unit's name.
        marks: One for each submission that the gradebook knows.
        failures: Why nothing was marked, by student: the machine's fault, to be graded again.
        feedback: The feedback pages that were written this time.
        grades: The table that nbgrader exports, as CSV.
        seconds: How long it took.
    """

    unit: str
    marks: tuple[Mark, ...]
    failures: Mapping[str, str]
    feedback: tuple[Path, ...]
    grades: Path
    seconds: float


class _Reason(logging.Handler):
    """Keeps the first error of a converter in place of its log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        self.text = self.text or str(error or record.getMessage()) or type(error).__name__


class _Autograde(Autograde):  # type: ignore[misc] # untyped
    """nbgrader's, which also starts for a single student whose folder holds no notebook."""

    def init_notebooks(self) -> None:
        try:
            super().init_notebooks()
        except NbGraderException:
            self.assignments: dict[str, list[str]] = {}


def grade(root: Path, unit: str, progress: Callable[[str], None] = print, *, force: bool = False) -> Summary:
    """Grade the submissions of a unit that are new or changed, and write their feedback.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
        progress: Called with a line for each step as it begins.
        force: Whether to grade those again that were graded as they are, under the same checks.

    Raises:
        InputError: There is no such unit, or nobody handed in.
        NoEngineError: No engine answers; no mark was touched.
    """
    began, root = time.monotonic(), root.resolve()
    students = _students(root, unit)
    if upgrade_gradebook(root):
        progress("The gradebook was brought up to date.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbgrader's about itself
        _generate(root, unit, progress)
        new = students if force else _new(root, unit, students)
        if len(new) < len(students):
            progress(f"{len(students) - len(new)} of {len(students)} submissions are graded already")
        failures = _autograde(root, unit, new, progress)
        pages = _feedback(root, unit, [name for name in new if name not in failures], progress)
        grades = _export(root)
    return Summary(unit, marks(root, unit), failures, pages, grades, time.monotonic() - began)


def _students(root: Path, unit: str) -> list[str]:
    course = course_directory(root)
    if not Path(course.format_path(course.source_directory, ".", unit)).is_dir():
        raise InputError(f"There is no unit {unit} in {course.source_directory}/")
    submitted = Path(course.root, course.submitted_directory)
    found = sorted(path.parent.name for path in submitted.glob(f"*/{unit}"))
    if not found:
        raise InputError(f"Nobody handed in {unit}", why=f"{submitted} holds no submission")
    return found


def _new(root: Path, unit: str, students: list[str]) -> list[str]:
    """Return those whose mark and feedback do not belong to what is handed in now."""
    course = course_directory(root)
    known = {mark.student for mark in marks(root, unit) if mark.graded}

    def is_done(student: str) -> bool:
        file = remembered(root, unit, student)
        page = Path(course.format_path(course.feedback_directory, student, unit))
        same = file.is_file() and file.read_text() == fingerprint(root, unit, student)
        return student in known and page.is_dir() and same

    return [student for student in students if not is_done(student)]


def _generate(root: Path, unit: str, progress: Callable[[str], None]) -> None:
    """Generate the unit where the gradebook does not know it, as after a fresh clone."""
    course = course_directory(root)
    with Gradebook(course.db_url, course.course_id) as book:
        try:
            book.find_assignment(unit)
        except MissingEntry:
            progress(f"Generating {unit}")
        else:
            return
    if reason := _convert(GenerateAssignment, root, unit):
        raise QuaycraneError(f"The unit {unit} could not be generated", why=reason)


def _autograde(root: Path, unit: str, students: list[str], progress: Callable[[str], None]) -> dict[str, str]:
    failures = {}
    for number, student in enumerate(students, 1):
        for attempt in range(1, _ATTEMPTS + 1):
            again = ", again" if attempt > 1 else ""
            progress(f"Grading {student} ({number} of {len(students)}{again})")
            word = fingerprint(root, unit, student)  # of what is read now, not of a later submission
            remembered(root, unit, student).unlink(missing_ok=True)
            reason = _convert(_Autograde, root, unit, student)
            if not reason:
                remembered(root, unit, student).write_text(word)
                break
        else:
            failures[student] = reason
    return failures


def _feedback(
    root: Path, unit: str, students: list[str], progress: Callable[[str], None]
) -> tuple[Path, ...]:
    course, pages = course_directory(root), list[Path]()
    if students:
        progress(f"Writing feedback for {len(students)} students")
    for student in students:
        if reason := _convert(GenerateFeedback, root, unit, student):
            raise QuaycraneError(f"The feedback for {student} could not be written", why=reason)
        pages += sorted(Path(course.format_path(course.feedback_directory, student, unit)).glob("*.html"))
    return tuple(pages)


def _export(root: Path) -> Path:
    course, grades = course_directory(root), root / GRADES
    with Gradebook(course.db_url, course.course_id) as book:
        CsvExportPlugin(to=str(grades)).export(book)
    return grades


def _convert(converter: Any, root: Path, unit: str, student: str = "*") -> str:  # noqa: ANN401 - nbgrader is untyped
    """Run one of nbgrader's converters; return why it failed, or nothing."""
    course = course_directory(root)
    course.assignment_id, course.student_id = unit, student
    log, reason = logging.getLogger("quaycrane.nbgrader"), _Reason()
    log.handlers, log.propagate = [reason], False
    made = converter(coursedir=course, config=settings(root), log=log)
    made.force = True
    try:
        made.start()
    except NbGraderException as error:
        if isinstance(error.__cause__, QuaycraneError):
            raise error.__cause__ from None
        return reason.text or str(error)
    return ""
