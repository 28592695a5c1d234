"""Grades a class: workers check answers, nbgrader's own Autograde puts the marks into the gradebook."""

import fcntl
import gc
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from quaycrane.engine import sweep_folders
from quaycrane.errors import NoEngineError, NoSlotsError, QuaycraneError
from quaycrane.grading.checking.slots import in_words
from quaycrane.grading.checking.workers import HereWorkers, Workers
from quaycrane.grading.gradebook.converters import Course
from quaycrane.grading.gradebook.gradebooks import (
    GradebookError,
    SharedGradebooks,
    patient,
    upgrade_gradebook,
)
from quaycrane.grading.gradebook.marks import Mark, marks
from quaycrane.grading.gradebook.unit import Unit
from quaycrane.grading.plan import Plan, chosen, new_of, students_of
from quaycrane.grading.reading.taking import Taken

GRADES = "grades.csv"


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
        same: Whose answers are those of another, by student; they were checked once.
    """

    unit: str
    marks: tuple[Mark, ...]
    failures: Mapping[str, str]
    feedback: tuple[Path, ...]
    grades: Path
    seconds: float
    same: Mapping[str, str] = field(default_factory=dict)


def grade(  # noqa: PLR0913 - what `quaycrane grade` can be told
    unit: Unit,
    progress: Callable[[str], None] = print,
    *,
    force: bool = False,
    again: bool = False,
    only: Collection[str] = (),
    trusted: bool = False,
    workers: Workers | None = None,
) -> Summary:
    """Grade the submissions of a unit that are new or changed, and write their feedback.

    Killed anywhere, the same call goes on: answers that were checked are not checked again.

    Args:
        unit: The unit.
        progress: Called with a line for each step as it begins.
        force: Whether to mark those again that were graded as they are, under the same checks.
        again: Whether to check their answers again, too.
        only: The students to grade; all when empty.
        trusted: Whether to check on the engine at hand, without slots.
        workers: What checks the answers; None does it in this process.

    Raises:
        InputError: There is no such unit, or nobody handed in.
        NoEngineError: No engine answers; no mark was touched.
        NoSlotsError: This machine allows no slots.
        GradebookError: Somebody else holds the gradebook, or it does not answer.
    """
    began, root = time.monotonic(), unit.root
    students = chosen(students_of(unit), only)
    with _alone(root), patient(root), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbgrader's about itself
        sweep_folders()
        if upgrade_gradebook(root):
            progress("The gradebook was brought up to date.")
        course = Course(unit, trusted=trusted)
        if course.generate():
            progress(f"Generated {unit.name}")
        new = students if force or again else new_of(unit, students)
        if len(new) < len(students):
            progress(f"{len(students) - len(new)} of {len(students)} submissions are graded already")
        plan = Plan(unit, course.blanks(), new, again=again)
        run = _Run(course, plan, progress)
        run.go(workers or HereWorkers(course.terms.isolation))
        grades, found = _export(unit), marks(unit)
    seconds = time.monotonic() - began
    return Summary(unit.name, found, run.failures, tuple(run.pages), grades, seconds, plan.same)


class _Run:
    """One grading on its way."""

    def __init__(self, course: Course, plan: Plan, progress: Callable[[str], None]) -> None:
        self._course, self._plan, self._progress = course, plan, progress
        self._gradebooks = SharedGradebooks()
        self._unit = course.unit
        self._began, self._count = time.monotonic(), 0
        self._failed: dict[str, str] = {}  # jobs that nobody could do
        self.failures: dict[str, str] = {}
        self.pages: list[Path] = []

    def go(self, workers: Workers) -> None:
        """Check what is to be checked, and mark each student as soon as all of it is known."""
        with _collected_often():
            self._go(workers)

    def _go(self, workers: Workers) -> None:
        for done in workers.run(self._plan.jobs()):
            if done.executed is not None:
                self._unit.store.put(done.executed)
            else:
                self._failed[done.key] = done.failure
            for student in self._plan.ended(done.key):
                self._mark(student)
            self._mark_ready()
        self._mark_ready()

    def _mark_ready(self) -> None:
        for student in self._plan.ready():
            self._mark(student)

    def _mark(self, student: str) -> None:
        self._count += 1
        self._progress(f"Marking {student} ({self._count} of {len(self._plan.students)}{self._left()})")
        entry, taken = self._plan.entries.pop(student), self._plan.taken.pop(student, ())
        failure = self._plan.failures.get(student, "")
        failure = failure or next((self._failed[key] for key in entry.jobs if key in self._failed), "")
        if not failure:
            self._unit.journal.forget(student)
            failure = self._marked(student, taken)
        if failure:
            self.failures[student] = failure
            return
        self._unit.journal.write(student, entry)

    def _marked(self, student: str, taken: tuple[Taken, ...]) -> str:
        """Put a student's marks into the gradebook and write the feedback; return why not, or nothing."""
        try:
            with self._gradebooks.shared():
                failure = self._course.autograde(student, taken)
                if not failure:
                    self.pages += self._course.feedback(student)
        except (NoEngineError, NoSlotsError, GradebookError):
            raise  # it would be the same for everybody
        except Exception as error:  # noqa: BLE001 - this submission's; the others go on
            failure = in_words(error)
        return failure

    def _left(self) -> str:
        """Return how long the rest will take, as long as what is done took."""
        to_do = len(self._plan.students) - self._count
        seconds = (time.monotonic() - self._began) / self._count * to_do
        return f", about {seconds // 60:.0f} min {seconds % 60:.0f} s left" if to_do else ""


@contextmanager
def _collected_often() -> Iterator[None]:
    """Let Python look for garbage among what is made meanwhile only.

    It looks at all when that grew by a quarter. nbgrader's converters are cycles, and the packages they stand
    on so many objects that a quarter is the garbage of a hundred submissions.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the course's lock: it goes with this process, however that ends."""
    folder = root / ".quaycrane"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            what, fix = "This course is being graded already", "Wait until the other process ends"
            raise QuaycraneError(what, fix=fix) from None
        yield


def _export(unit: Unit) -> Path:
    course, grades = unit.directory, unit.root / GRADES
    with Gradebook(course.db_url, course.course_id) as book:
        CsvExportPlugin(to=str(grades)).export(book)
    return grades
