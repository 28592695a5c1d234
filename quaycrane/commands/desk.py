"""Lays out the folder in which a student works."""

import shutil
from pathlib import Path

from quaycrane.commands.welcome import welcome

WELCOME = "welcome.md"


def lay_out(root: Path, *, fetched: bool) -> Path:
    """Put the welcome page, and the units where no exchange brings them, into a course's ``work/``.

    Args:
        root: The course's folder.
        fetched: Whether units come by an exchange, by Fetch in the Assignment List.

    Returns:
        The folder. What is in it already stays as it is, but for the page.
    """
    work = root / "work"
    work.mkdir(exist_ok=True)
    released = sorted(path for path in (root / "release").glob("*") if path.is_dir())
    for unit in released:
        if not fetched and not (work / unit.name).exists():
            shutil.copytree(unit, work / unit.name)
    (work / WELCOME).write_text(welcome(released, fetched=fetched), encoding="utf-8")
    return work
