"""Says what is there, what is missing, and the command that mends it."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from quaycrane import kit
from quaycrane.commands.readiness import free_to_choose
from quaycrane.engine import Daemon, Engine, Kind, connect, docker_command, installable
from quaycrane.errors import QuaycraneError

_NEEDED_BYTES = 3_000_000_000


@dataclass(frozen=True)
class Diagnosis:
    """One line of the doctor.

    Attributes:
        subject: What was looked at.
        state: ``good``, ``poor`` or ``missing``.
        seen: What was seen.
        mend: The command that mends it; empty when nothing is to be done.
    """

    subject: str
    state: str
    seen: str
    mend: str = ""


def diagnose() -> Iterator[Diagnosis]:
    """Look at each thing that the course needs; start and change nothing."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("Python", "good", version)
    engine = connect(start=False)
    yield _engine(engine)
    if engine.kind is not Kind.NONE:
        yield _builder()
        yield from _images(engine)
    free_bytes = shutil.disk_usage(Path.cwd()).free
    enough = free_bytes > _NEEDED_BYTES
    seen = f"{free_bytes / 1e9:.1f} GB free"
    yield Diagnosis("Disk", "good" if enough else "poor", seen, "" if enough else "free 3 GB")
    found = shutil.which("jupyter-lab", path=str(Path(sys.executable).parent))
    yield Diagnosis(
        "JupyterLab", "good" if found else "missing", found or "", "" if found else "./course lab"
    )


def report(console: Console) -> int:
    """Print the diagnosis; return 0 when nothing is missing, else 1."""
    table = Table("", "", Column("seen", overflow="fold"), "to mend it")
    lines = list(diagnose())
    signs = {"good": "[green]✓ good[/]", "poor": "[yellow]! poor[/]", "missing": "[red]✗ missing[/]"}
    for line in lines:
        table.add_row(line.subject, signs[line.state], escape(line.seen), escape(line.mend))
    console.print(table)
    return int(any(line.state == "missing" for line in lines))


def _engine(engine: Engine) -> Diagnosis:
    if engine.kind is not Kind.NONE:
        return Diagnosis("Engine", "good", engine.describe())
    tried = "; ".join(engine.tried)
    if not free_to_choose():  # no other engine takes the place of one that was named
        mend = "start that engine, or: unset DOCKER_HOST DOCKER_CONTEXT"
        return Diagnosis("Engine", "missing", tried, mend)
    if Daemon().can_start():
        return Diagnosis("Engine", "poor", "installed, not running", "./course engine start")
    mend = "./course engine start" if installable() else "start Docker, or name one: export DOCKER_HOST=..."
    return Diagnosis("Engine", "missing", tried, mend)


def _builder() -> Diagnosis:
    try:
        return Diagnosis("BuildKit", "good", docker_command())
    except QuaycraneError as error:
        return Diagnosis("BuildKit", "missing", error.what, error.fix)


def _images(engine: Engine) -> Iterator[Diagnosis]:
    absent = {image.reference for image in kit.missing(engine)}
    for image in kit.catalogue():
        if image.reference in absent:
            yield Diagnosis(image.reference, "poor", "not on this engine", "./course kit fetch")
        else:
            told = kit.provenance(engine, image.reference)
            yield Diagnosis(image.reference, "good", "stand-in" if told.stand_ins else "published")
