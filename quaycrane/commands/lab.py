"""Opens JupyterLab at the released units."""

import os
import shutil
import sys
from pathlib import Path

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.errors import QuaycraneError
from quaycrane.kit import course_root, needed_here


def open_lab(console: Console, arguments: list[str]) -> int:
    """Copy the released units for a student, once, and open JupyterLab there."""
    try:
        ready_engine(console, *needed_here())
    except QuaycraneError as error:  # text checks work without one, and the banner says so
        console.print(f"[yellow]![/] {error}")
    work = course_root() / "work"
    for unit in sorted((course_root() / "release").iterdir()):
        if not (work / unit.name).exists():
            shutil.copytree(unit, work / unit.name)
    console.print(f"Your copies of the units are in {work.relative_to(course_root())}/")
    scripts = str(Path(sys.executable).parent)
    os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    root_may = ["--allow-root"] if os.geteuid() == 0 else []
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={work}", *root_may, *arguments]
    os.execv(sys.executable, command)  # noqa: S606 - no shell wanted
