"""Opens JupyterLab, for a student at their work or for an instructor at the whole course."""

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.commands.desk import WELCOME, lay_out
from quaycrane.commands.readiness import find_engine, ready_engine
from quaycrane.errors import QuaycraneError
from quaycrane.kit import needed_by

_SETTINGS = Path(__file__).parent / "jupyter"


def open_lab(console: Console, chosen: argparse.Namespace) -> int:
    """Open it; JupyterLab takes the place of this process.

    Raises:
        InputError: There is no course.
    """
    from quaycrane.grading.gradebook.exchange import outbound  # noqa: PLC0415 - loads nbgrader

    root = course_of(chosen)
    try:
        needed = needed_by(path.name for path in (root / "release").glob("*"))
        engine = ready_engine(console, *needed) if needed else find_engine(console)
        os.environ.update(engine.environment)  # terminals, `!docker` and docker.from_env() find the same
    except QuaycraneError as error:  # text checks work without one, and the banner says so
        console.print(f"[yellow]![/] {error}")
    work = lay_out(root, outbound(root))
    console.print(f"A student's copies of the units are in {shown(work)}/")
    os.environ.update(lab_environment(root, instructor=chosen.instructor))
    folder, page = (root, "/lab") if chosen.instructor else (work, f"/lab/tree/{WELCOME}")
    os.chdir(folder)  # nbgrader's parts of Lab read settings and write where the server stands
    root_may = ["--allow-root"] if os.geteuid() == 0 else []
    options = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={page}", *root_may, *chosen.rest]
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *options])  # noqa: S606 - no shell wanted


def lab_environment(root: Path, *, instructor: bool) -> dict[str, str]:
    """Return what JupyterLab, its kernels and terminals need of a course, wherever in it they stand."""
    who = () if instructor else (_SETTINGS / "student",)
    paths = {
        "PATH": [Path(sys.executable).parent],  # nbgrader calls `alembic` by its bare name
        "JUPYTER_CONFIG_PATH": [root, *who, _SETTINGS / "everyone"],  # root: its nbgrader_config.py
    }
    return {
        name: os.pathsep.join(filter(None, (*map(str, folders), os.environ.get(name))))
        for name, folders in paths.items()
    }
