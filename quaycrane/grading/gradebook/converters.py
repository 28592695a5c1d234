"""Drives nbgrader's own converters from Python, without their logs."""

import logging
import sys
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import OperationalError

from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking.slots import Isolation, in_words
from quaycrane.grading.gradebook.execute import ExecuteChecks, Terms
from quaycrane.grading.gradebook.gradebooks import gradebook_error
from quaycrane.grading.gradebook.intake import blanks_of
from quaycrane.grading.gradebook.unit import Unit, settings
from quaycrane.grading.reading.taking import Blank, Taken


class _Reason(logging.Handler):
    """Keeps the first error of a converter in place of its log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""
        self.error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        self.error = self.error or error
        self.text = self.text or (in_words(error) if error else record.getMessage())


class _Autograde(Autograde):  # type: ignore[misc] # untyped
    """nbgrader's, for a single student, whatever the folder is called and whether it holds a notebook.

    Attributes:
        blanks: The unit's notebooks, so that they are not made anew for each student.
        taken: What was taken of the submission.
    """

    blanks: Mapping[str, Blank]
    taken: tuple[Taken, ...]

    def init_notebooks(self) -> None:
        self.notebooks: list[str] = []
        self.assignments: dict[str, list[str]] = {}  # the exporter finds them


class _GenerateFeedback(GenerateFeedback):  # type: ignore[misc] # untyped
    """nbgrader's, for a single student, whatever the folder is called."""

    def init_notebooks(self) -> None:
        course = self.coursedir
        folder = Path(self._format_source(course.assignment_id, course.student_id))
        notebooks = sorted(str(path) for path in folder.iterdir() if path.suffix == ".ipynb")
        self.notebooks: list[str] = []
        self.assignments = {str(folder): notebooks}


class Course:
    """A course and one of its units, for nbgrader's converters.

    Args:
        unit: The unit.
        trusted: Whether to check without slots, whatever the settings say.

    Raises:
        InputError: There is no course.
    """

    def __init__(self, unit: Unit, *, trusted: bool = False) -> None:
        self.unit = unit
        self.config = settings(unit.root)
        if trusted:
            self.config.ExecuteChecks.trusted = True
        self._replay = deepcopy(self.config)
        # What is marked is source/ with texts put in: one look at the end of each conversion is enough,
        # and nbgrader's metadata were looked at when the blanks were made.
        self._replay.Exporter.optimistic_validation = True
        self._replay.CheckCellMetadata.enabled = False
        self._blanks: dict[str, Blank] = {}

    def blanks(self, *, must_agree: bool = True) -> dict[str, Blank]:
        """Return the unit's notebooks by name, ready to be filled.

        Args:
            must_agree: Whether the gradebook must know the unit as it is.

        Raises:
            QuaycraneError: There is none, or the gradebook knows the unit otherwise.
        """
        converter = self._converter(Autograde, "*")
        self._blanks = blanks_of(converter, self.terms, self.unit.name, must_agree=must_agree)
        return self._blanks

    @cached_property
    def terms(self) -> Terms:
        """How answers are checked, under the course's settings."""
        return ExecuteChecks(config=self.config).terms(self.unit.name)

    def generate(self) -> bool:
        """Generate the unit where the gradebook does not know it, as after a fresh clone; return whether.

        Raises:
            QuaycraneError: nbgrader refused.
        """
        course = self._directory()
        with Gradebook(course.db_url, course.course_id) as book:
            try:
                known = bool(book.find_assignment(self.unit.name).notebooks)
            except MissingEntry:
                known = False
        if not known and (reason := self._convert(GenerateAssignment)):
            raise QuaycraneError(f"The unit {self.unit.name} could not be generated", why=reason)
        return not known

    def autograde(self, student: str, taken: tuple[Taken, ...]) -> str:
        """Put a student's marks into the gradebook; return why that failed, or nothing."""
        return self._convert(_Autograde, student, config=self._replay, taken=taken, blanks=self._blanks)

    def feedback(self, student: str) -> tuple[Path, ...]:
        """Write a student's feedback; return its pages.

        Raises:
            QuaycraneError: nbgrader refused.
        """
        if reason := self._convert(_GenerateFeedback, student, config=self._replay):
            raise QuaycraneError(f"The feedback for {student} could not be written", why=reason)
        return tuple(sorted(path for path in self.unit.feedback(student).iterdir() if path.suffix == ".html"))

    def _directory(self) -> Any:  # noqa: ANN401 - nbgrader is untyped
        """Return nbgrader's view of the course, without reading its settings again."""
        return CourseDirectory(config=self.config)

    def _convert(self, converter: Any, student: str = "*", **given: Any) -> str:  # noqa: ANN401 - nbgrader is untyped
        """Run one of nbgrader's converters, with `given` as attributes; return why it failed, or nothing."""
        log, reason = logging.getLogger("quaycrane.nbgrader"), _Reason()
        log.handlers, log.propagate = [reason], False
        made = self._converter(converter, student, log=log, config=given.pop("config", self.config))
        for name, value in {"force": True, **given}.items():
            setattr(made, name, value)
        try:
            made.start()
        except NbGraderException as error:
            if isinstance(error.__cause__, QuaycraneError):
                raise error.__cause__ from None
            if isinstance(reason.error, OperationalError):
                raise gradebook_error(self.unit.root, reason.error) from None
            return reason.text or str(error)
        return ""

    def _converter(self, converter: Any, student: str, **options: Any) -> Any:  # noqa: ANN401 - the same
        course = self._directory()
        course.assignment_id, course.student_id = self.unit.name, student
        return converter(**{"coursedir": course, "config": self.config} | options)


def isolation_of(unit: Unit, *, trusted: bool = False) -> Isolation:
    """Return how a course's settings keep a unit's answers apart.

    Args:
        unit: The unit.
        trusted: Whether to check without slots, whatever the settings say.

    Raises:
        InputError: It is in no course.
        NoEngineError: No engine answers, and the settings do not allow for that.
    """
    return Course(unit, trusted=trusted).terms.isolation
