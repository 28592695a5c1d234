"""nbgrader's own commands, unmodified, on a small course with our settings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from quaycrane.grading import Mark, marks
from quaycrane.grading.reading.malformed import MALFORMED
from tests.grading.conftest import CHECKS, NAME, PREDICTIONS, RIGHT, UNIT, MiniCourse, grade_cell


def by_student(course: MiniCourse) -> dict[str, Mark]:
    """Return the marks by student."""
    return {mark.student: mark for mark in marks(course.unit)}


def test_release_holds_no_solution_hidden_test_or_text_twin(tmp_path: Path) -> None:
    """What students get holds the stub that suits any answer, and nothing of the instructor's."""
    course = MiniCourse(tmp_path, CHECKS)
    (tmp_path / "source" / UNIT / f"{NAME}.py").write_text("the solutions")
    course.nbgrader("generate_assignment", UNIT)
    folder = tmp_path / "release" / UNIT
    text = (folder / f"{NAME}.ipynb").read_text()
    assert "# YOUR ANSWER HERE" in text
    assert "%%dockerfile app/Dockerfile" in text
    assert not any(word in text for word in ("npm ci\\n", "secret_of_the_course", "NotImplementedError"))
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        f"{NAME}.ipynb", "package.json",
    }  # fmt: skip


def test_a_class_is_graded_with_feedback_and_table(course: MiniCourse) -> None:
    """Right, half right and untouched answers get their marks, by the hidden tests of source/."""
    course.submit("ann")
    course.submit("bob", "FROM a\n")
    shutil.copy(course.root / "release" / UNIT / f"{NAME}.ipynb", course.folder("cy"))
    course.autograde()
    found = by_student(course)
    assert [found[name].auto_points for name in ("ann", "bob", "cy")] == [6.0, 2.0, 0.0]
    assert found["bob"].cells["check-hidden"].points == 1.0
    assert not any(mark.needs_manual or mark.refused for mark in found.values())
    course.nbgrader("generate_feedback", UNIT)
    page = (course.root / "feedback" / "ann" / UNIT / f"{NAME}.html").read_text()
    assert "<b>install</b>: looked at" in page
    assert "check-hidden" in page
    assert "secret_of_the_course" not in page
    course.nbgrader("export")
    assert ",6.0,10.0" in (course.root / "grades.csv").read_text()


def test_quaycrane_grades_without_an_engine_as_nbgrader_does(course: MiniCourse) -> None:
    """Where the settings allow it neither command stops, and the marks are the same."""
    course.submit("ann")
    environment = {**os.environ, **course.engine_environment}
    done = subprocess.run(
        [sys.executable, "-m", "quaycrane.cli", "grade", UNIT],
        cwd=course.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No Docker Engine answers" in done.stdout
    ours = by_student(course)
    course.autograde()
    assert by_student(course) == ours
    assert ours["ann"].auto_points == 6.0


def test_an_interview_answer_waits_for_a_person(course: MiniCourse) -> None:
    """Prose is left as it was handed in and needs a manual grade."""
    path = course.submit("ann")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = "%%not a magic here\nBecause a layer is a ≠ b."
    nbformat.write(notebook, path)
    course.autograde()
    mark = by_student(course)["ann"]
    assert mark.needs_manual
    assert mark.cells["interview"].points is None
    graded = nbformat.read(course.root / "autograded" / "ann" / UNIT / f"{NAME}.ipynb", as_version=4)
    assert graded.cells[-1].source == notebook.cells[-1].source


def test_no_student_python_runs(course: MiniCourse, tmp_path: Path) -> None:
    """Code in free cells, answer cells, grade cells, metadata and files beside the notebook is never run."""
    planted = tmp_path / "planted"
    attack = f"open({str(planted)!r}, 'w')\n100.0"
    notebook = course.release()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = attack
    notebook.cells.insert(0, nbformat.v4.new_code_cell(attack, metadata={"tags": ["setup"]}))
    notebook.cells += [grade_cell("check-mine", 100, attack), grade_cell("check-install", 100, attack)]
    nbformat.write(notebook, course.folder("eve") / f"{NAME}.ipynb")
    for name in ("json5.py", "sitecustomize.py", "ipython_config.py", "nbgrader_config.py", "extra.ipynb"):
        (course.folder("eve") / name).write_text(attack)
    course.autograde()
    assert not planted.exists()
    assert by_student(course)["eve"].auto_points == 0.0
    course.nbgrader("generate_feedback", UNIT)
    left = {path.name for path in (course.root / "autograded" / "eve").rglob("*")}
    assert not left & {"sitecustomize.py", "extra.ipynb", "json5.py"}


GRADED = {
    "cells-added", "bom", "crlf", "cells-doubled", "metadata-edited", "huge-cell", "latin-1", "nbformat-3",
    "renamed", "utf-16",
}  # fmt: skip
UNREADABLE = {
    "binary", "empty", "link", "nested", "no-notebook", "not-a-notebook", "not-json", "truncated",
}  # fmt: skip


def test_malformed_submissions_harm_nobody(course: MiniCourse) -> None:
    """Each is graded in full or refused with a reason, without a traceback, and the others are graded."""
    course.submit("ann")
    course.submit("zoe", "FROM a\n")
    notebook = nbformat.read(course.submit("template"), as_version=4)
    shutil.rmtree(course.root / "submitted" / "template")
    for kind, write in MALFORMED.items():
        write(course.folder(kind), f"{NAME}.ipynb", notebook)
    before = {path: path.lstat().st_mtime_ns for path in (course.root / "submitted").rglob("*")}
    course.autograde()
    found = by_student(course)
    assert (found["ann"].auto_points, found["zoe"].auto_points) == (6.0, 2.0)
    assert {name for name, mark in found.items() if mark.refused} == UNREADABLE
    assert {name for name, mark in found.items() if mark.auto_points == 6.0} == GRADED | {"ann"}
    assert all(found[name].needs_manual and found[name].auto_points == 0.0 for name in UNREADABLE)
    assert all(mark.max_points == 10.0 for mark in found.values())
    after = {path: path.lstat().st_mtime_ns for path in (course.root / "submitted").rglob("*")}
    assert before == after
    course.nbgrader("generate_feedback", UNIT)
    page = (course.root / "feedback" / "truncated" / UNIT / f"{NAME}.html").read_text()
    assert "could not be graded" in page


def test_links_in_a_submission_lead_nowhere(course: MiniCourse, tmp_path: Path) -> None:
    """A linked folder, notebook or file brings nothing of anybody else's into a mark or a folder."""
    course.submit("ann")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    course.submit("bob")
    (course.folder("bob") / "notes.txt").symlink_to(secret)
    (course.folder("bob") / "timestamp.txt").symlink_to(secret)
    (course.root / "submitted" / "cy").mkdir()
    (course.root / "submitted" / "cy" / UNIT).symlink_to(course.root / "submitted" / "ann" / UNIT)
    (course.root / "submitted" / "dan").symlink_to(course.root / "submitted" / "ann")
    course.autograde()
    found = by_student(course)
    assert (found["ann"].auto_points, found["bob"].auto_points) == (6.0, 6.0)
    assert "link" in found["cy"].refused
    assert "link" in found["dan"].refused
    assert not (course.root / "autograded" / "bob" / UNIT / "notes.txt").exists()


def test_a_broken_timestamp_is_not_the_end(course: MiniCourse) -> None:
    """A time of submission that is none is left out, and the submission graded."""
    times = [b"not a time", b"", b"\xff\xfe\x00", b"9" * 20, b"x" * 5000, b"2026-02-03 04:05:06 UTC"]
    for number, time in enumerate(times):
        course.submit(f"student-{number}")
        (course.folder(f"student-{number}") / "timestamp.txt").write_bytes(time)
    course.autograde()
    assert {mark.auto_points for mark in by_student(course).values()} == {6.0}
    assert len(by_student(course)) == len(times)


def test_answers_that_hold_nbgraders_markers_are_only_text(course: MiniCourse) -> None:
    """BEGIN HIDDEN TESTS or BEGIN SOLUTION in an answer stops neither grading nor feedback."""
    course.submit("ann", RIGHT + "# BEGIN HIDDEN TESTS\n# ### BEGIN SOLUTION\n# BEGIN MARK SCHEME\n")
    course.autograde()
    assert by_student(course)["ann"].auto_points == 6.0
    course.nbgrader("generate_feedback", UNIT)
    assert "BEGIN HIDDEN TESTS" in (course.root / "feedback" / "ann" / UNIT / f"{NAME}.html").read_text()


def test_checks_that_fail_to_mark_are_flagged(tmp_path: Path) -> None:
    """Silence, a crash, a hang and a mark out of range never give points by accident."""
    checks = {
        "silent": (1.0, "pass"),
        "no-number": (1.0, "'full marks'"),
        "raises": (1.0, "raise ValueError('the hidden word')"),
        "dies": (1.0, "import os; os._exit(1)"),
        "hangs": (1.0, "import time; time.sleep(60); 1.0"),
        "too-much": (1.0, "5.0"),
        "fine": (1.0, "1.0"),
    }
    course = MiniCourse(tmp_path, checks)
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write("c.ExecuteChecks.cell_seconds = 3.0\n")
    course.nbgrader("generate_assignment", UNIT)
    course.submit("ann")
    course.autograde()
    cells = by_student(course)["ann"].cells
    assert {name for name, cell in cells.items() if cell.points == 1.0} == {"too-much", "fine"}
    assert {name for name, cell in cells.items() if cell.needs_look} == {
        "silent", "no-number", "raises", "dies", "hangs",
    }  # fmt: skip
    course.nbgrader("generate_feedback", UNIT)
    page = (course.root / "feedback" / "ann" / UNIT / f"{NAME}.html").read_text()
    assert "more than 3 seconds" in page
    assert "most recent call last" not in page
    assert "ValueError" in page


def test_without_an_engine_nobody_is_marked(course: MiniCourse) -> None:
    """Where no engine answers the run stops with the reason and touches no mark."""
    course.submit("ann")
    course.autograde()
    course.submit("ann", "FROM a\n")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("c.ExecuteChecks.allow_without_engine = False\n")
    assert "Nothing was graded: no Docker Engine answers" in course.autograde(fails=True)
    assert by_student(course)["ann"].auto_points == 6.0


def test_a_unit_changed_since_it_was_generated_is_not_graded(course: MiniCourse) -> None:
    """Marks never mix the points of source/ with those of the gradebook."""
    course.submit("ann")
    path = course.root / "source" / UNIT / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace('"points": 3', '"points": 4'))
    assert "has changed in source/" in course.autograde(fails=True)


def test_validate_and_a_single_student_work(course: MiniCourse) -> None:
    """`nbgrader validate` accepts a right source, and --student grades that student only."""
    course.submit("ann")
    course.submit("bob")
    course.autograde("--student", "bob")
    assert set(by_student(course)) == {"bob"}
    assert PREDICTIONS  # the release is validated by the unit's own tests: its magics need the course
