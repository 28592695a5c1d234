"""A new unit passes every test that a unit has to pass, and no shared file is edited for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from quaycrane.commands.new_unit import new_unit
from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.kit import project_root

UNIT = "99-trial"
OWN = (
    "source/99-trial/",
    "answers/99-trial/",
    "release/99-trial/",
    "quaycrane/units/trial/",
    "tests/units/trial/",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the new unit in it."""
    root = tmp_path_factory.mktemp("project") / "course"
    leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", "demo", "work", "autograded", "submitted")
    shutil.copytree(project_root(), root, ignore=leave, symlinks=True)
    run(root, "quaycrane.cli", "new-unit", UNIT)
    return root


def run(root: Path, *command: str, variables: dict[str, str] | None = None) -> str:
    """Run a module of the copy in it; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **(variables or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


def files(root: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder that git would hold."""
    left_out = {"__pycache__", ".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not left_out & set(path.parts)
    }


def test_it_edits_no_shared_file(copy: Path) -> None:
    """Whatever differs from the project lies in the unit's own five folders."""
    before, after = files(project_root()), files(copy)
    differing = {path for path in after if after[path] != before.get(path)} - {"gradebook.db"}
    assert [path for path in differing if not path.startswith(OWN)] == []
    assert all(any(path.startswith(place) for path in differing) for place in OWN)


def test_it_passes_every_fence(copy: Path) -> None:
    """What is asked of text, types, layout and dependencies holds with it, as it does without."""
    run(copy, "pytest", "-q", "-x", "tests/fences")


@pytest.mark.engine
@pytest.mark.sampled(3)
def test_it_runs_and_is_judged_as_a_unit(copy: Path, engine: Engine) -> None:
    """It runs with the network cut, its claims and figures hold, its answers fail what they name."""
    tests = ("tests/notebooks", "tests/figures", "tests/units/trial", "tests/kit/test_catalogue.py")
    told = run(copy, "pytest", "-q", "-x", "-k", "trial", *tests, variables=engine.environment)
    assert "passed" in told
    assert "skipped" not in told


@pytest.mark.parametrize("name", ["", "trial", "9-trial", "99-Trial", "99-tri al", "99-../x", "99-"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    """The error shows the form, and nothing is made."""
    with pytest.raises(InputError, match="05-volumes"):
        new_unit(Console(), name, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["03-other", "42-layers-and-cache"])
def test_a_taken_number_or_name_is_refused(name: str) -> None:
    """No unit is written over, and no two share a number or a package."""
    with pytest.raises(InputError, match="already"):
        new_unit(Console(), name)
