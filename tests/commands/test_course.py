"""Commands act on the course that one stands in."""

import argparse
from pathlib import Path

import pytest

from quaycrane import cli
from quaycrane.commands.course import course_around, course_of
from quaycrane.errors import InputError
from tests.grading.conftest import UNIT, MiniCourse, generated

__all__ = ["generated"]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with settings of a course."""
    (tmp_path / "nbgrader_config.py").touch()
    return tmp_path


@pytest.mark.parametrize("inside", [".", "source/01-mini", "work/01-mini/app"])
def test_the_nearest_course_upwards_is_meant(course: Path, inside: str) -> None:
    """Anywhere in a course its commands act on it."""
    (course / inside).mkdir(parents=True, exist_ok=True)
    assert course_around(course / inside) == course


def test_a_course_inside_a_course_is_its_own(course: Path) -> None:
    """The nearest one is taken, as the demonstration's copy in a clone is."""
    (course / "demo").mkdir()
    (course / "demo" / "nbgrader_config.py").touch()
    assert course_around(course / "demo") == course / "demo"


@pytest.mark.parametrize("stage", ["submitted", "autograded", "feedback", "work"])
def test_settings_that_a_student_handed_in_are_passed_over(course: Path, stage: str) -> None:
    """Python that came with a submission never becomes the course's settings."""
    handed_in = course / stage / "eve" / "01-mini"
    handed_in.mkdir(parents=True)
    (handed_in / "nbgrader_config.py").write_text("raise SystemExit")
    assert course_around(handed_in) == course


def test_no_course_is_an_error_that_says_how_to_name_one(tmp_path: Path) -> None:
    """Outside a course the error names the option, and a folder that is none is refused."""
    with pytest.raises(InputError, match="is in no course") as caught:
        course_around(tmp_path)
    assert "--course DIR" in caught.value.fix
    with pytest.raises(InputError, match="is no course"):
        course_of(argparse.Namespace(course=tmp_path))


@pytest.mark.parametrize("named", [True, False])
def test_release_acts_on_that_course(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    """`quaycrane release` generates the units of the course that is named or stood in, and no other's."""
    made = MiniCourse(tmp_path, {"check": (1.0, "1.0")})
    monkeypatch.chdir(generated if named else made.root / "source")
    assert cli.main(["release", *(["--course", str(made.root)] if named else [])]) == 0
    assert [path.name for path in (made.root / "release").iterdir()] == [UNIT]
