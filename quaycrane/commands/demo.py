"""Shows the whole thread once: engine, images, release, a graded class, figures, feedback."""

import argparse
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from quaycrane.commands.class_table import class_table
from quaycrane.commands.course import shown
from quaycrane.commands.pictures import keep_shown, save_pictures
from quaycrane.commands.readiness import ready_engine
from quaycrane.commands.units import generate, units
from quaycrane.errors import InputError, NoSlotsError, as_called
from quaycrane.grading import Summary, Unit, cases, fill, grade
from quaycrane.grading.telling.reports import class_report
from quaycrane.kit import project_root

_CLASS = 10
_SHOWN = "03-layers-and-cache"
_ALSO_SHOWN = ("05-volumes", "08-image-size")  # one picture each


def demo(console: Console, chosen: argparse.Namespace) -> int:
    """Run it; return the exit code.

    Args:
        console: Where to tell of it.
        chosen: The unit's name, as ``unit``; empty for the first that has example answers.

    Raises:
        InputError: There is no such unit.
    """
    started = time.monotonic()
    unit = unit_to_show(chosen.unit)
    also = () if chosen.unit else _ALSO_SHOWN
    engine = ready_engine(console, unit, *also)
    root = _course_copy(unit)
    with console.status("Generating release/"):
        generate(unit, root)
    console.print("[green]✓[/] release/ generated from source/ by nbgrader")
    with console.status("Filling the classroom") as status:
        students = fill(root, unit, project_root() / "answers" / unit, class_of(unit))
        summary = _graded(console, Unit(root, unit), status.update)
    console.print(f"[green]✓[/] {len(students)} submissions graded by nbgrader")
    with console.status("Running the unit") as status:
        pictures = save_pictures(engine, _copy(unit, root / "run"), root, status.update)
        for name in also:
            keep_shown(folder := _copy(name, root / "run"))
            pictures += save_pictures(engine, folder, root, status.update)
    ran = ", ".join((unit, *also))
    console.print(f"[green]✓[/] {len(pictures)} figures drawn by {ran}\n", class_table(summary))
    for picture in pictures:
        console.print(f"Figure    {shown(picture)}")
    console.print(f"Feedback  {shown(root)}/feedback/reference/{unit}, one a student")
    console.print(f"Class     {shown(class_report(Unit(root, unit)))}, for the instructor")
    console.print(f"Marks     {shown(summary.grades)}")
    console.print(as_called(f"\nDone in {time.monotonic() - started:.0f} s. Next: [bold]./course lab[/]"))
    return 0


def unit_to_show(unit: str = "") -> str:
    """Return the unit of that name, or the one that is shown where none is named.

    Raises:
        InputError: There is none of that name that has example answers.
    """
    known = [name for name in units(project_root()) if (project_root() / "answers" / name).is_dir()]
    if unit and unit not in known:
        raise InputError(f"There is no unit {unit} with example answers", fix=f"There is {', '.join(known)}")
    return unit or _SHOWN


def class_of(unit: str) -> list[str]:
    """Return the example answers that make the class: right, wrong, untouched, malformed."""
    known = cases(project_root() / "answers" / unit)
    malformed = [case.name for case in known if case.malformed][:2]
    mistaken = [case.name for case in known if case.fails and not case.malformed and case.answers]
    return ["reference", "untouched", *malformed, *mistaken][:_CLASS]


def _graded(console: Console, unit: Unit, on_progress: Callable[[str], None]) -> Summary:
    """Grade in a slot, or, for these answers are the course's own, on the engine at hand."""
    try:
        return grade(unit, on_progress)
    except NoSlotsError as error:
        console.print(f"[yellow]![/] Graded on the engine at hand: {escape(str(error))}")
        return grade(unit, on_progress, trusted=True)


def _course_copy(unit: str) -> Path:
    """Return a copy of the course to play in, so that no instructor's gradebook is touched."""
    root = Path.cwd() / "demo"
    _copy(unit, root / "source")
    shutil.copy2(project_root() / "nbgrader_config.py", root)
    return root


def _copy(unit: str, place: Path) -> Path:
    return Path(shutil.copytree(project_root() / "source" / unit, place / unit, dirs_exist_ok=True))
