"""A unit in an editor of one's choice: answers as files, judged whenever one is saved."""

import argparse
import shutil
import sys
from pathlib import Path

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.commands.readiness import ready_engine
from quaycrane.commands.try_keys import keys
from quaycrane.commands.try_screen import Screen
from quaycrane.course.answer_files import AnswerFiles
from quaycrane.course.tasks import tasks_of
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit import needed_by

_PAUSE_SECONDS = 0.3


def try_unit(console: Console, chosen: argparse.Namespace) -> int:
    """Judge a unit's answers whenever one is saved, until somebody quits.

    Raises:
        InputError: There is no such unit.
    """
    root = course_of(chosen)
    notebook, released = _notebooks(root, chosen.unit)
    answers = AnswerFiles(notebook, released)
    try:
        ready_engine(console, *needed_by([notebook.parent.name]))
    except QuaycraneError as error:  # what is judged by its text needs none
        console.print(f"[yellow]![/] {error}")
    for file in answers.lay_out():
        console.print(f"Write in {shown(answers.folder / file)}")
    console.print(f"What you save goes into {shown(notebook)}, too: close it in JupyterLab meanwhile.")
    screen = Screen(console, answers, tasks_of(released or notebook))
    done = screen.judge()
    if chosen.once or not sys.stdin.isatty():
        screen.list()
        return int(not done)
    _until_quit(screen, answers)
    return 0


def _until_quit(screen: Screen, answers: AnswerFiles) -> None:
    deeds = {"h": screen.hint, "l": screen.list, "r": screen.reset, "\n": screen.judge}
    stamps = _stamps(answers)
    with keys() as pressed:
        while (key := pressed(_PAUSE_SECONDS)) != "q":
            if key in deeds:
                deeds[key]()
            if (now := _stamps(answers)) != stamps:
                stamps = now
                answers.put_back()
                screen.judge()


def _stamps(answers: AnswerFiles) -> list[int]:
    return [path.stat().st_mtime_ns if path.exists() else 0 for path in answers.paths().values()]


def _notebooks(root: Path, unit: str) -> tuple[Path, Path | None]:
    """Return a learner's notebook of a unit, copied where there is none, and the course's."""
    places = [root / "work", root / "release"]
    names = sorted({path.name for place in places for path in place.glob(f"{unit}*") if path.is_dir()})
    if unit not in names and len(names) != 1:
        raise InputError(
            f"There is no unit {unit!r}" if not names else f"{unit!r} may be {' or '.join(names)}",
            fix="Name one, as it is called in work/: quaycrane try 03-layers-and-cache",
        )
    name = unit if unit in names else names[0]
    work, release = (place / name for place in places)
    if not work.exists():
        shutil.copytree(release, work)
    mine, theirs = (next(iter(sorted(folder.glob("*.ipynb"))), None) for folder in (work, release))
    if mine is None:
        raise InputError(f"{shown(work)} holds no notebook", fix="Fetch the unit again")
    return mine, theirs
