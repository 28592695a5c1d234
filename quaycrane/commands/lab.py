"""Opens JupyterLab, for a student at their work or for an instructor at the whole course."""

import argparse
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.commands.desk import WELCOME, lay_out
from quaycrane.commands.kit_progress import fetch_kit
from quaycrane.commands.readiness import find_engine
from quaycrane.engine import Kind, connect
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.kit import needed_by
from quaycrane.pocket import Pocket

_SETTINGS = Path(__file__).parent / "jupyter"


def open_lab(console: Console, chosen: argparse.Namespace) -> int:
    """Open it; JupyterLab takes the place of this process.

    Raises:
        InputError: There is no course.
    """
    from quaycrane.grading.gradebook.exchange import outbound  # noqa: PLC0415 - loads nbgrader

    root = course_of(chosen)
    if chosen.prepare:
        prepare(root, outbound(root))
    else:
        kind = _kind(console, root)
        _serve(root, lay_out(root, outbound(root), kind), chosen)
    return 0


def _kind(console: Console, root: Path) -> Kind:
    """Find an engine for what Lab starts, and give it the units' images; return of which kind it is."""
    try:
        needed = needed_by(path.name for path in (root / "release").glob("*"))
        engine = find_engine(console)
        if needed and engine.kind is not Kind.POCKET:  # that one has what it was built with
            fetch_kit(console, engine, needed)
        os.environ.update(engine.environment)  # terminals, `!docker` and docker.from_env() find the same
    except QuaycraneError as error:  # text checks work without one, and the banner says so
        console.print(f"[yellow]![/] {error}")
        return Kind.NONE
    return engine.kind


def _serve(root: Path, work: Path, chosen: argparse.Namespace) -> None:
    """Let JupyterLab take the place of this process."""
    print(f"A student's copies of the units are in {shown(work)}/", flush=True)  # noqa: T201 - a command's output
    os.environ.update(lab_environment(root, instructor=chosen.instructor))
    folder, page = (root, "/lab") if chosen.instructor else (work, f"/lab/tree/{WELCOME}")
    os.chdir(folder)  # nbgrader's parts of Lab read settings and write where the server stands
    root_may = ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
    options = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={page}", *root_may, *chosen.rest]
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *options])  # noqa: S606 - no shell wanted


def prepare(root: Path, exchange: Path | None) -> None:
    """Lay out a student's folder, and print what a shell evaluates before it starts a server.

    No engine is waited for: where a pocket engine is built it is starting, and the notebooks wait.
    """
    work = lay_out(root, exchange, _kind_soon())
    for name, value in lab_environment(root, instructor=False).items():
        print(f"export {name}={shlex.quote(value)}")  # noqa: T201 - a command's output
    print(f"cd {shlex.quote(str(work))}")  # noqa: T201 - the same


def _kind_soon() -> Kind:
    """Return of which kind the engine is that a session will have."""
    pocket = Pocket()
    with suppress(NoEngineError):
        if pocket.can_start():
            if pocket.pid() is None:
                pocket.require()
            return Kind.POCKET
    return connect(start=False).kind


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
