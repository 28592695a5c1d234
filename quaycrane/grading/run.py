"""Grades a class: each set of answers is checked once, and nbgrader's own Autograde writes the marks."""

import gc
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quaycrane.engine import sweep_folders
from quaycrane.errors import InputError, NoEngineError, NoSlotsError
from quaycrane.grading.checking.slots import in_words
from quaycrane.grading.checking.work import Job
from quaycrane.grading.checking.workers import HereWorkers, Workers
from quaycrane.grading.gradebook.converters import Course
from quaycrane.grading.gradebook.gradebooks import (
    GradebookError,
    SharedGradebooks,
    export_grades,
    patient,
    upgrade_gradebook,
)
from quaycrane.grading.gradebook.marks import Mark, due_dates, marks
from quaycrane.grading.gradebook.unit import Entry, Unit, alone, fingerprint, students_of
from quaycrane.grading.reading.taking import Blank, Taken, take_all


def chosen(students: list[str], only: Collection[str]) -> list[str]:
    """Return the students that are named, all when none is.

    Raises:
        InputError: Somebody who is named handed in nothing.
    """
    if unknown := sorted(set(only) - set(students)):
        raise InputError(f"{', '.join(unknown)} handed in nothing")
    return [student for student in students if not only or student in only]


def new_of(unit: Unit, students: list[str]) -> list[str]:
    """Return those whose mark and feedback do not belong to what is handed in now."""
    if not unit.has_gradebook:
        return students
    known = {mark.student for mark in marks(unit) if mark.graded}
    due = due_dates(unit)

    def is_done(student: str) -> bool:
        entry = unit.journal.read(student)
        same = entry is not None and entry.fingerprint == fingerprint(unit, student, due.of(student))
        return student in known and unit.feedback(student).is_dir() and same

    return [student for student in students if not is_done(student)]


class Plan:
    """The work of grading some students: each set of answers once, whoever gave it.

    Args:
        unit: The unit.
        blanks: Its notebooks.
        students: Whom to grade.
        again: Whether to check those answers again whose result is stored.

    Attributes:
        entries: What the journal is to say of each student, once marked.
        taken: What was taken of each student's submission.
        same: Whose answers are those of another student.
        failures: Why nothing could be taken, by student.
    """

    def __init__(
        self, unit: Unit, blanks: Mapping[str, Blank], students: list[str], *, again: bool = False
    ) -> None:
        self._unit, self._blanks, self._due = unit, blanks, due_dates(unit)
        self.students, self._again = students, again
        self.entries: dict[str, Entry] = {}
        self.taken: dict[str, tuple[Taken, ...]] = {}
        self.same: dict[str, str] = {}
        self.failures: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self._givers: dict[str, list[str]] = {}
        self._waiting: dict[str, set[str]] = {}
        self._ready: list[str] = []

    def jobs(self) -> Iterator[Job]:
        """Yield what is to be checked, reading submissions as it goes."""
        for student in self.students:
            try:
                jobs_found = self._read(student)
            except Exception as error:  # noqa: BLE001 - this submission's; the others go on
                jobs_found, self.entries[student] = [], Entry("")
                self.failures[student] = in_words(error)
            yield from [job for job in jobs_found if self._is_to_do(student, job.key)]
            if student not in self._waiting:
                self._ready.append(student)

    def _read(self, student: str) -> list[Job]:
        word = fingerprint(self._unit, student, self._due.of(student))  # of what is read now
        self.taken[student] = take_all(self._unit.submitted(student), self._blanks)
        jobs = [one.job for one in self.taken[student] if one.job is not None]
        self.entries[student] = Entry(word, tuple(job.key for job in jobs))
        return jobs

    def ended(self, key: str) -> list[str]:
        """Take note that a job ended; return the students who have nothing left to wait for."""
        complete = []
        for student in self._givers.pop(key, ()):
            self._waiting[student].discard(key)
            if not self._waiting[student]:
                complete.append(student)
        return complete

    def ready(self) -> list[str]:
        """Return, once each, the students who wait for nothing."""
        students, self._ready = self._ready, []
        return students

    def _is_to_do(self, student: str, key: str) -> bool:
        """Take note of a job, and tell whether somebody must do it: once for all who gave these answers."""
        first = self._first.setdefault(key, student)
        if first != student:
            self.same[student] = first
        is_known = first != student or (not self._again and self._unit.store.has(key))
        if is_known and key not in self._givers:
            return False
        self._givers.setdefault(key, []).append(student)
        self._waiting.setdefault(student, set()).add(key)
        return len(self._givers[key]) == 1


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
    with alone(root), patient(root), warnings.catch_warnings():
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
        grades, found = export_grades(unit), marks(unit)
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
