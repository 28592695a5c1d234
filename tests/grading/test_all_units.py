"""A class is graded over all units by one command, and one page tells of all of them."""

import shutil
from dataclasses import replace

import pytest

from quaycrane.cli import main
from quaycrane.grading import CellMark, Mark
from quaycrane.grading.telling.reports.course import UnitResult, students
from tests.grading.conftest import NAME, UNIT, MiniCourse

SECOND = "22-more"
_ALL_IN = Mark("", 10, 0, 10, {"c": CellMark(10, 10, False, False)}, "", needs_manual=False, graded=True)  # noqa: FBT003


def unit(name: str, **points: float) -> UnitResult:
    """Return a unit in which students have these of ten points."""
    marks = {student: replace(_ALL_IN, student=student, auto_points=got) for student, got in points.items()}
    return UnitResult(name, name, marks, ())


def test_who_lacks_most_comes_first() -> None:
    """Not handed in, and less than half of the points, are behind; full marks are not."""
    found = students([unit("01", ann=10, bob=4), unit("02", ann=5, cy=10)])
    assert [(one.name, one.missing, one.low) for one in found] == [
        ("bob", ("02",), ("01",)), ("cy", ("01",), ()), ("ann", (), ()),
    ]  # fmt: skip
    assert found[2].points == 15


@pytest.fixture
def two(real: MiniCourse) -> MiniCourse:
    """Return a course of two units: ann handed in both, bob the first one only, which is wrong."""
    shutil.copytree(real.root / "source" / UNIT, real.root / "source" / SECOND)
    real.nbgrader("generate_assignment", SECOND)
    path = real.submit("ann", "FROM alpine:3\n")
    other = real.root / "submitted" / "ann" / SECOND
    other.mkdir()
    shutil.copy(path, other)
    real.submit("bob", "FROM alpine:3\nRUN false\n")
    return real


@pytest.mark.engine
def test_one_command_grades_all_units(two: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    """Every unit that somebody handed in is graded, once; the page of the course says who is behind."""
    arguments = ["grade", "--all", "--trusted", "--course", str(two.root)]
    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert "2 submissions" in first
    assert "1 submissions" in first
    page = (two.root / "reports" / "course.html").read_text()
    assert "2</b>students" in page
    assert "1</b>are behind" in page
    assert page.index("bob") < page.index("ann")
    assert main([*arguments, "--dry-run"]) == 0
    assert capsys.readouterr().out.count("0 sets of answers are to be checked") == 2
    assert (two.root / "feedback" / "ann" / SECOND / f"{NAME}.html").exists()


@pytest.mark.engine
def test_a_student_is_graded_in_all_units(two: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    """A student who is named is graded where there is something to grade."""
    arguments = ["--trusted", "--course", str(two.root)]
    assert main(["grade", "--all", "--student", "nobody", *arguments]) == 1
    assert "nobody handed in nothing" in capsys.readouterr().out
    assert main(["grade", "--all", "--student", "bob", *arguments]) == 0
    assert SECOND not in capsys.readouterr().out
    assert not (two.root / "feedback" / "ann").exists()


def test_a_command_wants_a_unit_or_all(course: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither, both, and a course in which nobody handed in are told, with what to give."""
    for given in ([], [UNIT, "--all"]):
        assert main(["grade", *given, "--course", str(course.root)]) == 1
        assert "Name a unit, or give --all" in capsys.readouterr().out
    assert main(["report", "--all", "--course", str(course.root)]) == 1
    assert "Nobody handed in anything" in capsys.readouterr().out
