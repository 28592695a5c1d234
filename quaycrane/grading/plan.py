"""Finds what is to be done for a class: who is new, which answers are the same, what is known already."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from quaycrane.errors import InputError
from quaycrane.grading.checking.slots import in_words
from quaycrane.grading.checking.work import Job
from quaycrane.grading.gradebook.marks import due_dates, marks
from quaycrane.grading.gradebook.unit import Entry, Unit, fingerprint
from quaycrane.grading.reading.taking import Blank, Taken, take_all


def students_of(unit: Unit) -> list[str]:
    """Return who handed in, by name.

    Raises:
        InputError: There is no such unit, or nobody handed in.
    """
    course = unit.directory
    if not unit.source.is_dir():
        raise InputError(f"There is no unit {unit.name} in {course.source_directory}/")
    submitted = Path(course.root, course.submitted_directory)
    students = sorted(path.parent.name for path in submitted.glob(f"*/{unit.name}"))
    if not students:
        raise InputError(f"Nobody handed in {unit.name}", why=f"{submitted} holds no submission")
    return students


def units_of(root: Path) -> tuple[str, ...]:
    """Return the units of a course that somebody handed in, by name."""
    course = Unit(root, "").directory
    submitted = Path(course.root, course.submitted_directory)
    sources = Path(course.root, course.source_directory)
    return tuple(sorted({path.name for path in submitted.glob("*/*") if (sources / path.name).is_dir()}))


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
