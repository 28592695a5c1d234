"""Marks for learning platforms, written by nbgrader's own export command."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from quaycrane.errors import InputError
from quaycrane.grading.gradebook.unit import course_directory
from quaycrane.grading.telling.export import CanvasExporter, MoodleExporter
from tests.grading.conftest import UNIT, MiniCourse

AWKWARD = 'Müller, "Ann"'


@pytest.fixture
def book(course: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gradebook]:
    """A gradebook with four students: ann is marked, bob waits for a person, cy was late, dan did nothing."""
    monkeypatch.chdir(course.root)
    directory = course_directory(course.root)
    with Gradebook(directory.db_url, directory.course_id) as found:
        found.add_student("dan", first_name="Dan", last_name="Dull")
        for name, first in (("ann", AWKWARD), ("bob", "Bob"), ("cy", "Cy")):
            found.add_student(name, first_name=first, last_name="Smith", email=f"{name}@example.org")
            submission = found.add_submission(UNIT, name)
            (notebook,) = submission.notebooks
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = (
                    (None, True) if grade.name == "interview" else (1.25, False)
                )
                if grade.name == "interview" and name != "bob":
                    grade.manual_score, grade.needs_manual_grade = 3.0, False
            notebook.late_submission_penalty = 1.5 if name == "cy" else None
        found.db.commit()
        yield found


def table(path: str) -> list[list[str]]:
    """Return a file's rows."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_canvas_gets_its_columns_in_its_order(book: Gradebook) -> None:
    """Five columns and the points possible come first; who waits or did nothing keeps an empty cell."""
    CanvasExporter().export(book)
    assert table("canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", UNIT],
        ["    Points Possible", "", "", "", "", "10"],
        [f"Smith, {AWKWARD}", "", "", "ann", "", "6.75"],
        ["Smith, Bob", "", "", "bob", "", ""],
        ["Smith, Cy", "", "", "cy", "", "5.25"],
        ["Dull, Dan", "", "", "dan", "", ""],
    ]


def test_unfinished_marks_are_written_when_asked_for(book: Gradebook) -> None:
    """An instructor may hand out what the checks gave before anybody read the prose."""
    CanvasExporter(config=Config({"CanvasExporter": {"unfinished": True}}), to="as-is.csv").export(book)
    assert [row[-1] for row in table("as-is.csv")[2:]] == ["6.75", "3.75", "5.25", ""]


def test_moodle_gets_an_identity_in_every_row(book: Gradebook) -> None:
    """A row without one would be another student's; no mark is a dash, also for a new unit."""
    MoodleExporter(student=["ann", "dan"], assignment=[UNIT]).export(book)
    assert table("moodle.csv") == [
        ["Username", "First name", "Last name", UNIT, f"{UNIT} feedback"],
        ["ann", AWKWARD, "Smith", "6.75", "Every check passed."],
        ["dan", "Dan", "Dull", "-", ""],
    ]
    with pytest.raises(InputError, match="dan"):
        MoodleExporter(identify_by="email").export(book)


def test_the_command_writes_advice_beside_the_mark(course: MiniCourse) -> None:
    """`nbgrader export` takes our exporters by name, and Moodle's feedback says what to try."""
    course.submit("ann")
    (course.folder("bob") / "mini.ipynb").write_text("nothing")
    course.autograde()
    moodle = ("export", "--exporter", "quaycrane.grading.telling.export.MoodleExporter")
    printed = course.nbgrader(*moodle, "--MoodleExporter.unfinished=True", "--to", "m.csv")
    assert "Exported 2 students to m.csv" in printed
    ann, bob = table(str(course.root / "m.csv"))[1:]
    assert ann[3] == "6"
    assert bob[3] == "0"
    assert "no valid JSON" in bob[4]
    told = course.nbgrader(*moodle, "--MoodleExporter.identify_by=email", fails=True)
    assert "no email address" in told
    assert "Traceback" not in told
    told = course.nbgrader("export", "--exporter", "quaycrane.grading.telling.export.CanvasExporter")
    assert "1 of the submissions wait" in told
