"""One submission's trouble is that student's alone, and what changes a mark is noticed."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

import nbformat
import pytest
from nbgrader.api import Gradebook

from quaycrane.grading import LATE, changes, grade, marks, standings
from quaycrane.grading.checking import slots
from quaycrane.grading.gradebook import gradebooks
from quaycrane.grading.gradebook.converters import Course
from quaycrane.grading.gradebook.gradebooks import GradebookError
from quaycrane.grading.gradebook.intake import TIMESTAMP
from quaycrane.grading.telling.reports import class_report
from tests.grading.conftest import NAME, UNIT, MiniCourse

STUDENTS = ("*", "[ab]", "a", "bo")


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the small course, whose checks need none, find no engine."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    monkeypatch.setattr(slots, "_engines", [])  # that of another test


def quiet(_line: str) -> None:
    """Take no note of progress."""


def due(course: MiniCourse, when: str) -> None:
    """Set the unit's due date, as Formgrader does."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "quaycrane") as book:
        book.update_or_create_assignment(UNIT, duedate=datetime.fromisoformat(when))


def prose(course: MiniCourse, student: str, text: str) -> None:
    """Hand in right answers with that prose."""
    path = course.submit(student)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = text
    nbformat.write(notebook, path)


def page(course: MiniCourse, student: str) -> str:
    """Return a student's feedback."""
    return (course.root / "feedback" / student / UNIT / f"{NAME}.html").read_text()


def test_odd_names_and_pasted_pictures_are_graded_like_others(course: MiniCourse) -> None:
    """A folder's name is no pattern, and a picture that is not there stops nothing."""
    for student in STUDENTS:
        prose(course, student, "As drawn: ![drawing](attachment:drawing.png)")
    first = grade(course.unit, quiet, only=["*"])
    assert [mark.student for mark in first.marks] == ["*"]
    summary = grade(course.unit, quiet)
    assert not summary.failures
    assert {mark.student: mark.auto_points for mark in summary.marks} == dict.fromkeys(STUDENTS, 6.0)
    assert "A picture in interview was not kept" in page(course, "[ab]")


def test_an_unforeseen_error_is_one_students(course: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong over one student's marks or page is told with the name, and the others go on."""
    for student in ("ann", "bob", "cy", "dan"):
        course.submit(student)
    autograde, feedback = Course.autograde, Course.feedback

    def breaks_for(victim: str, method: Callable[..., object]) -> Callable[..., object]:
        def broken(self: Course, student: str, *taken: object) -> object:
            if student == victim:
                raise ZeroDivisionError(f"over {student}")
            return method(self, student, *taken)

        return broken

    (course.root / "submitted" / "dan" / UNIT / "secret").mkdir(mode=0)
    with monkeypatch.context() as breaking:
        breaking.setattr(Course, "autograde", breaks_for("ann", autograde))
        breaking.setattr(Course, "feedback", breaks_for("cy", feedback))
        summary = grade(course.unit, quiet)
    assert summary.failures == {name: f"ZeroDivisionError: over {name}" for name in ("ann", "cy")}
    assert {path.parents[1].name for path in summary.feedback} == {"bob", "dan"}
    again = grade(course.unit, quiet)
    assert not again.failures
    assert {path.parents[1].name for path in again.feedback} == {"ann", "cy"}


def test_who_is_late_is_told_and_a_moved_due_date_is_noticed(course: MiniCourse) -> None:
    """Marks follow the due date without being asked to; feedback, report and changes tell of lateness."""
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    for student in ("ann", "bob"):
        course.submit(student)
    (course.folder("bob") / TIMESTAMP).write_text("2026-02-03 12:30:00 UTC")
    due(course, "2026-02-03 10:00:00")
    summary = grade(course.unit, quiet)
    late = {mark.student: (mark.late.seconds, mark.points) for mark in summary.marks}
    assert late == {"ann": (0.0, 6.0), "bob": (9000.0, 0.0)}
    assert "Late: it came 2 h 30 min after the due date. 6 points were taken off" in page(course, "bob")
    assert "Late" not in page(course, "ann")
    assert "late by 2 h 30 min: 6 points off" in class_report(course.unit).read_text()
    before = standings(course.unit)
    due(course, "2026-02-03 13:00:00")
    told: list[str] = []
    grade(course.unit, told.append)
    assert [line.split()[1] for line in told if line.startswith("Marking")] == ["ann", "bob"]
    assert {mark.student: mark.points for mark in marks(course.unit)} == {"ann": 6.0, "bob": 6.0}
    (change,) = changes(before, standings(course.unit))
    assert (change.student, change.grade_id, change.before, change.after) == ("bob", LATE, -6.0, 0.0)
    assert "Late" not in page(course, "bob")


def test_who_holds_the_gradebook_is_named(course: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked gradebook is waited for, and then an error without a traceback tells who holds it."""
    monkeypatch.setattr(gradebooks, "WAIT_SECONDS", 0.3)
    course.submit("ann")
    holder = sqlite3.connect(course.root / "gradebook.db")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(GradebookError, match=r"locked for 0.3 seconds.* process \d+ .*python"):
        grade(course.unit, quiet)
    holder.close()
    assert not grade(course.unit, quiet).failures
