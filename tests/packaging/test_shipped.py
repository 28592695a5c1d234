"""A release reaches a course without touching what an instructor changed."""

import shutil
from pathlib import Path

import pytest

from quaycrane.course.shipped import NEW_SUFFIX, RECORD, Fate, lay_out, shipped, steps, upgrade
from quaycrane.errors import InputError
from quaycrane.kit import project_root

A, B, C = (Path("source", "01-a", name) for name in ("a.ipynb", "b.txt", "c.txt"))


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """What a release brings: three files of a unit and the settings."""
    root = tmp_path / "node_modules" / "origin"  # a name above it says nothing
    (root / A).parent.mkdir(parents=True)
    for path in (A, B, C, Path("nbgrader_config.py")):
        (root / path).write_text(f"first {path.name}")
    (root / "source" / "01-a" / "__pycache__").mkdir()
    (root / "source" / "01-a" / "__pycache__" / "x.pyc").touch()
    return root


@pytest.fixture
def course(origin: Path, tmp_path: Path) -> Path:
    """A course that was laid out from it."""
    lay_out(origin, tmp_path / "course", "1")
    return tmp_path / "course"


def fates(origin: Path, course: Path) -> dict[str, Fate]:
    """Return what an upgrade does, by file name."""
    return {step.path.name: step.fate for step in upgrade(origin, course, "2")}


def test_a_course_gets_units_and_settings_and_no_litter(origin: Path, course: Path) -> None:
    """What tools left behind is no part of a release."""
    assert {path.relative_to(course) for path in course.rglob("*") if path.is_file()} == {
        RECORD, A, B, C, Path("nbgrader_config.py"),
    }  # fmt: skip
    assert steps(origin, course) == []


def test_an_upgrade_takes_each_side_s_changes(origin: Path, course: Path) -> None:
    """The release's where the instructor changed nothing, the instructor's where the release did not."""
    (origin / A).write_text("second")
    (course / B).write_text("mine")
    (origin / "source" / "01-a" / "new.txt").write_text("new")
    (origin / C).unlink()
    assert fates(origin, course) == {
        "a.ipynb": Fate.RENEWED, "b.txt": Fate.KEPT, "new.txt": Fate.ADDED, "c.txt": Fate.GONE,
    }  # fmt: skip
    assert (course / A).read_text() == "second"
    assert (course / B).read_text() == "mine"
    assert (course / C).exists()
    assert fates(origin, course) == {"b.txt": Fate.KEPT}


def test_a_conflict_is_told_and_loses_nothing(origin: Path, course: Path) -> None:
    """Where both changed a file, the instructor's stays and the release's lies beside it."""
    (origin / A).write_text("second")
    (course / A).write_text("mine")
    assert fates(origin, course) == {"a.ipynb": Fate.CONFLICT}
    assert (course / A).read_text() == "mine"
    assert (course / A).with_name("a.ipynb" + NEW_SUFFIX).read_text() == "second"


def test_a_file_of_the_instructor_under_a_new_name_is_a_conflict(origin: Path, course: Path) -> None:
    """A release that begins to ship a name which the instructor took does not write over it."""
    (origin / "source" / "01-a" / "mine.txt").write_text("theirs")
    (course / "source" / "01-a" / "mine.txt").write_text("mine")
    assert fates(origin, course) == {"mine.txt": Fate.CONFLICT}
    assert (course / "source" / "01-a" / "mine.txt").read_text() == "mine"


def test_a_file_that_was_removed_stays_removed(origin: Path, course: Path) -> None:
    """An instructor may do without a part of a unit."""
    (course / B).unlink()
    assert fates(origin, course) == {"b.txt": Fate.KEPT}
    assert not (course / B).exists()


@pytest.mark.parametrize("record", ["", "{", "[]", '{"files": 3}'])
def test_only_a_course_of_ours_is_upgraded(origin: Path, course: Path, record: str) -> None:
    """Without the record of what was shipped nothing is touched, and the way out is told."""
    (course / RECORD).write_text(record)
    with pytest.raises(InputError, match="not laid out"):
        upgrade(origin, course, "2")


@pytest.mark.parametrize("held", [A, Path("release", "01-a", "a.ipynb"), Path("nbgrader_config.py")])
def test_a_course_is_not_laid_over_another(origin: Path, tmp_path: Path, held: Path) -> None:
    """Nothing is written where a file that would be is there already."""
    shutil.copytree(origin / "source", origin / "release")
    mine = tmp_path / "mine" / held
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(InputError, match="already"):
        lay_out(origin, tmp_path / "mine", "1")
    assert [path.read_text() for path in (tmp_path / "mine").rglob("*") if path.is_file()] == ["mine"]


def test_the_project_ships_its_units() -> None:
    """Every unit of this tree, and the settings of nbgrader."""
    found = {path.parts[1] for path in shipped(project_root()) if path.parts[0] == "source"}
    assert found == {path.name for path in (project_root() / "source").iterdir()}
