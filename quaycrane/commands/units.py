"""Runs nbgrader's own commands in the course's folder."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.errors import QuaycraneError


def units(root: Path) -> tuple[str, ...]:
    """Return the names of a course's units."""
    return tuple(sorted(path.parent.name for path in (root / "source").glob("*/*.ipynb")))


def release(console: Console, chosen: argparse.Namespace) -> int:
    """Generate `release/` of every unit of a course; return the exit code."""
    root = course_of(chosen)
    for unit in units(root):
        console.print(f"[green]✓[/] {shown(generate(unit, root))}")
    return 0


def generate(unit: str, root: Path) -> Path:
    """Make `release/` of a unit from its `source/`, and return its folder.

    Args:
        unit: The unit's name.
        root: The folder of nbgrader_config.py.

    Raises:
        QuaycraneError: nbgrader refused, with what it said.
    """
    nbgrader(root, "generate_assignment", unit, "--force", "--create")
    return root / "release" / unit


def nbgrader(root: Path, *arguments: str) -> None:
    """Run an nbgrader command, quiet unless it fails.

    Raises:
        QuaycraneError: It failed, with the last lines that it printed.
    """
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(  # noqa: S603 - a list, no shell
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-8:])
        raise QuaycraneError(f"nbgrader {arguments[0]} failed", why=said)
