"""A submission costs the same work in a small class and in a big one."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import pytest
from nbformat.v4 import new_output
from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy import Engine, event

from quaycrane.grading import grade
from quaycrane.grading.checking.perform import settled
from quaycrane.grading.checking.slots import JobEnd
from quaycrane.grading.checking.work import Executed, Job
from quaycrane.grading.gradebook.gradebooks import INDEXES, SharedGradebooks
from quaycrane.grading.gradebook.unit import course_directory
from quaycrane.grading.telling.reports import gather
from tests.grading.conftest import UNIT, MiniCourse

MOST_OBJECTS = 250
"""What a submission may leave in memory while caches fill; it was 850 when each gradebook had an engine."""


class Replayed:
    """Gives each job a result that was stored before."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Do jobs."""
        result = new_output("execute_result", {"text/plain": "1.0"})
        for job in jobs:
            outcomes = tuple(settled((result,), check.max_points) for check in job.tests.checks)
            yield JobEnd(job.key, Executed(job.key, outcomes, 1.5, "played back"))


class Counter:
    """Counts statements, and steps of SQLite's machine in hundreds, at each submission."""

    def __init__(self) -> None:
        self.statements = self.steps = 0
        self.seen: list[tuple[int, int]] = []

    def mark(self, line: str) -> None:
        """Take note of a line of progress."""
        if line.startswith("Marking"):
            self.seen.append((self.statements, self.steps))

    def connected(self, connection: object, _: object) -> None:
        """Count what a connection does."""
        connection.set_progress_handler(self.stepped, 100)  # type: ignore[attr-defined] # sqlite3's

    def stepped(self) -> int:
        """Count a hundred steps, and go on."""
        self.steps += 1
        return 0

    def executed(self, *_: object) -> None:
        """Count a statement."""
        self.statements += 1


@contextmanager
def counting() -> Iterator[Counter]:
    """Count what any gradebook does meanwhile."""
    counter = Counter()
    event.listen(Engine, "connect", counter.connected)
    event.listen(Engine, "before_cursor_execute", counter.executed)
    yield counter
    event.remove(Engine, "connect", counter.connected)
    event.remove(Engine, "before_cursor_execute", counter.executed)


def work(course: MiniCourse, others: int) -> tuple[int, int]:
    """Grade three students where `others` are in the gradebook; return the second's statements and steps."""
    directory = course_directory(course.root)
    with Gradebook(directory.db_url, directory.course_id) as book:
        known = {student.id for student in book.students}
        for name in {f"other-{number}" for number in range(others)} - known:
            book.add_student(name)
            book.add_submission(UNIT, name)
    for name in ("ann", "ben", "cy"):
        course.submit(name, f"FROM {name}\n")
    with counting() as counter:
        summary = grade(course.unit, counter.mark, workers=Replayed(), force=True)
    assert {mark.student: mark.auto_points for mark in summary.marks}["ben"] == 3.0
    before, after = counter.seen[1:3]
    return after[0] - before[0], after[1] - before[1]


@pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's way to add a submission
def test_the_work_for_a_submission_does_not_grow_with_the_class(course: MiniCourse) -> None:
    """Not the number of statements, and not what the database does for them: no look-up reads the class."""
    work(course, 5)  # the first grading makes the rows of the students themselves
    statements, steps = work(course, 5)
    more_statements, more_steps = work(course, 155)
    assert more_statements == statements
    assert more_steps <= 1.1 * steps
    assert gather(course.unit).graded[0].seconds == 1.5


def test_a_submission_leaves_nothing_behind(course: MiniCourse) -> None:
    """What stays in memory of one that is graded is some names, not what it took to grade it."""
    for number in range(12):
        course.submit(f"student-{number:02}", f"FROM a{number}\n")
    seen: list[int] = []

    def count(line: str) -> None:
        if line.startswith("Marking"):
            gc.collect()
            seen.append(len(gc.get_objects()))

    grade(course.unit, count, workers=Replayed())
    first, last = seen[5], seen[-1]
    assert last - first < MOST_OBJECTS * (len(seen) - 6)
    assert gc.get_freeze_count() == 0


def test_gradebooks_share_an_engine_only_meanwhile(course: MiniCourse) -> None:
    """Each has a session of its own, also when one does not end well; then nbgrader is as it was."""
    address, opened = course_directory(course.root).db_url, Gradebook.__init__
    books = SharedGradebooks()
    with books.shared(), Gradebook(address) as one:
        with suppress(InvalidEntry), Gradebook(address) as other:
            other.add_student("ann")
            other.add_student("ann")
        assert [student.id for student in one.students] == ["ann"]
        assert one.engine is other.engine
        assert one.db is not other.db
        assert Gradebook(address, "another course", authenticator=None).course_id == "another course"
    assert Gradebook.__init__ is opened
    assert one.engine.pool.checkedin() == one.engine.pool.checkedout() == 0
    with Gradebook(address) as alone:
        assert alone.engine is not one.engine


def test_a_gradebook_keeps_its_indexes(course: MiniCourse) -> None:
    """They are there after grading, and a second grading finds nothing to do."""
    course.submit("ann")
    for _ in range(2):
        grade(course.unit, lambda _: None, workers=Replayed())
    directory = course_directory(course.root)
    with Gradebook(directory.db_url, directory.course_id) as book:
        found = book.db.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")
        names = {name for (name,) in found}
    assert {f"quaycrane_{table}_{column}" for table, column in INDEXES.items()} <= names
