"""Lays out the folder in which a student works."""

import shutil
from pathlib import Path

import nbformat

from quaycrane.commands.here import here
from quaycrane.commands.welcome import welcome
from quaycrane.engine import Kind

WELCOME = "welcome.ipynb"


def lay_out(root: Path, exchange: Path | None, kind: Kind) -> Path:
    """Put the welcome page, and the units where no exchange brings them, into a course's ``work/``.

    Args:
        root: The course's folder.
        exchange: Where an exchange holds the units, which come by Fetch in the Assignment List then.
        kind: Which kind of engine is to be had.

    Returns:
        The folder. What is in it already stays as it is, but for the page; what was deleted comes back.
    """
    work = root / "work"
    work.mkdir(exist_ok=True)
    released = sorted(path for path in (exchange or root / "release").glob("*") if path.is_dir())
    for unit in released:
        if not exchange or (work / unit.name).exists():
            _bring_back(unit, work / unit.name)
    page = welcome(released, work, lambda unit: here(root, unit, kind), fetched=exchange is not None)
    nbformat.write(page, work / WELCOME)
    return work


def _bring_back(unit: Path, copy: Path) -> None:
    """Copy what of a unit is not there."""
    for path in sorted(unit.rglob("*")):
        target = copy / path.relative_to(unit)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
