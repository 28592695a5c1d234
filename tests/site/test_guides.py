"""The guides are true: each is followed to the letter."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from quaycrane.engine import Engine
from quaycrane.kit import project_root
from tests.site.following import Reader

_NO_ENGINE = {"DOCKER_HOST": "unix:///nowhere.sock"}
_LEFT_OUT = shutil.ignore_patterns(
    *(
        ".git",
        ".venv",
        "__pycache__",
        "node_modules",
        "demo",
        "work",
        "site",
        "autograded",
        "submitted",
        ".mypy_cache",
    )
)
_UNIT = "20-greetings"


def clone(place: Path) -> Path:
    """Return a copy of the project, to be changed."""
    return Path(shutil.copytree(project_root(), place / "clone", ignore=_LEFT_OUT, symlinks=True))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("heading", ["Change a unit", "Add a rule", "Add a unit"])
def test_a_maintainer_s_guide_holds(tmp_path: Path, heading: str) -> None:
    """In a copy of the project each step is done, and the tests that the guide names pass."""
    reader = Reader(tmp_path, course := clone(tmp_path), course, _NO_ENGINE)
    reader.in_a_clone()
    reader.follow("changing.md", heading)
    assert any(re.search(r"\d passed", said) for said in reader.said)


@pytest.mark.engine
@pytest.mark.sampled(2)
@pytest.mark.parametrize("heading", ["Add a check", "Add an image"])
def test_a_maintainer_s_guide_holds_on_an_engine(engine: Engine, tmp_path: Path, heading: str) -> None:
    """The same where an image is built and a container asked."""
    reader = Reader(tmp_path, course := clone(tmp_path), course, engine.environment)
    reader.in_a_clone()
    reader.follow("changing.md", heading)
    assert any(re.search(r"\d passed", said) for said in reader.said)


@pytest.mark.engine
def test_a_unit_of_one_s_own_is_graded(engine: Engine, tmp_path: Path) -> None:
    """By the guide alone: from an empty course to a class of two, of whom one has every point."""
    course = tmp_path / "course"
    subprocess.run(
        [sys.executable, "-m", "quaycrane.cli", "init", str(course)],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    reader = Reader(tmp_path, course, project_root(), engine.environment)
    reader.follow("own-unit.md")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        found = {name: gradebook.find_submission(_UNIT, name) for name in ("ann", "bob")}
        assert {name: (one.score, one.max_score) for name, one in found.items()} == {
            "ann": (7, 9),
            "bob": (0, 9),
        }
        assert found["ann"].needs_manual_grade
    released = (course / "release" / _UNIT / "greetings.ipynb").read_text()
    assert "serves_page" in released
    assert "serves_its_sources" not in released
    assert (course / "reports" / f"{_UNIT}.html").exists()
