"""What pip installs is whole: a course can be laid out from it, with no clone in reach."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from quaycrane.kit import project_root


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content, as pip would have laid it there."""
    site = tmp_path_factory.mktemp("site")
    with ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def quaycrane(
    installed: Path, folder: Path, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder outside any clone."""
    environment = {**os.environ, "PYTHONPATH": str(installed), **variables}
    return subprocess.run(
        [sys.executable, "-P", "-m", "quaycrane.cli", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_wheel_brings_every_file_of_the_package(wheel: Path) -> None:
    """Nothing that git knows below quaycrane/ or that the course needs is left behind."""
    listed = subprocess.run(
        ["git", "ls-files", "quaycrane", "kit", "source", "release", "answers", "recordings"],
        cwd=project_root(), capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {path if path.startswith("quaycrane/") else f"quaycrane/share/{path}" for path in listed}
    assert wanted - held == set()


def test_a_course_is_laid_out_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """`quaycrane init` makes source/, release/ and the settings; a second one is refused, an upgrade idle."""
    done = quaycrane(installed, tmp_path, "init", "course")
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name for path in (tmp_path / "course" / "release").iterdir()}
    assert made == {path.name for path in (project_root() / "source").iterdir()}
    assert (tmp_path / "course" / "nbgrader_config.py").exists()
    assert "holds" in quaycrane(installed, tmp_path, "init", "course").stdout
    assert "Nothing to do" in quaycrane(installed, tmp_path, "upgrade", "course").stdout


def test_an_installed_command_names_no_file_of_a_clone(installed: Path, tmp_path: Path) -> None:
    """What is to be done next is said as it is called here: `quaycrane`, and not the clone's `./course`."""
    said = quaycrane(installed, tmp_path, "pocket", "status", QUAYCRANE_POCKET=str(tmp_path)).stdout
    assert "Not built: quaycrane pocket build" in said


def test_the_version_comes_from_one_place(installed: Path, tmp_path: Path) -> None:
    """What the command says is what the wheel was built as, and what a citation names."""
    said = quaycrane(installed, tmp_path, "--version").stdout.split()[-1]
    (about,) = installed.glob("quaycrane-*.dist-info")
    assert about.name == f"quaycrane-{said}.dist-info"
    assert f"version: {said}" in (project_root() / "CITATION.cff").read_text()
