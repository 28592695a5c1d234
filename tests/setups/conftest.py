"""A course as `quaycrane init` lays it out, and a shell in which the page's commands are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.kit import project_root

_PROGRAMS = {
    "quaycrane": '-m quaycrane.cli "$@"',
    "nbgrader": '-m nbgrader "$@"',
    "dask": '-m distributed.cli.dask_"$@"',
}


def in_shell(course: Path) -> dict[str, str]:
    """Return the variables of a shell in a course of `course`, with its home and programs beside it."""
    path = f"{course.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(course.parent), "PYTHONPATH": str(project_root())}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course, in a folder that is somebody's home."""
    (tmp_path / "bin").mkdir()
    for name, words in _PROGRAMS.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\nexec {sys.executable} {words}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    made = tmp_path / "course"
    environment = in_shell(made)
    subprocess.run(["quaycrane", "init", str(made)], env=environment, check=True, capture_output=True)
    return made
