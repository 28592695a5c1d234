"""A unit of a course: where its things lie, and what is known of each student."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from quaycrane.grading.checking.store import Store
from quaycrane.grading.checking.work import Executed
from quaycrane.grading.gradebook.journal import Journal
from quaycrane.grading.gradebook.settings import course_directory


@dataclass(frozen=True)
class Unit:
    """A unit of a course, as the course's settings were when it was first asked.

    Attributes:
        root: The folder of nbgrader_config.py.
        name: The unit's name, which is nbgrader's of the assignment.
    """

    root: Path
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", self.root.resolve())

    @cached_property
    def directory(self) -> Any:  # noqa: ANN401 - nbgrader is untyped
        """Nbgrader's view of the course's folders and gradebook.

        Raises:
            InputError: `root` is no course.
        """
        return course_directory(self.root)

    @cached_property
    def journal(self) -> Journal:
        """What was graded to the end."""
        return Journal(self.root, self.name)

    @cached_property
    def store(self) -> Store:
        """What checking came to, of all units."""
        return Store(self.root)

    @property
    def source(self) -> Path:
        """The instructor's folder of the unit."""
        return self._folder(self.directory.source_directory, ".")

    @property
    def has_gradebook(self) -> bool:
        """Whether there is a gradebook to be asked: one that is a file may not be there yet."""
        url = str(self.directory.db_url)
        return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()

    def submitted(self, student: str) -> Path:
        """Return the folder that a student handed in."""
        return self._folder(self.directory.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Return the folder of a student's graded notebooks."""
        return self._folder(self.directory.autograded_directory, student)

    def feedback(self, student: str) -> Path:
        """Return the folder of a student's feedback pages."""
        return self._folder(self.directory.feedback_directory, student)

    def results(self, student: str) -> tuple[Executed, ...]:
        """Return what checking a student's answers came to, a notebook each; none if nothing was graded."""
        entry = self.journal.read(student)
        return tuple(found for key in (entry.jobs if entry else ()) if (found := self.store.get(key)))

    def _folder(self, step: str, student: str) -> Path:
        return Path(self.directory.format_path(step, student, self.name))
