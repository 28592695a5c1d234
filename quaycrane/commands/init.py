"""Lays out a course in a folder, and brings a newer release to one."""

import argparse
from importlib.metadata import version

from rich.console import Console
from rich.markup import escape

from quaycrane.commands.course import shown
from quaycrane.commands.units import generate, units
from quaycrane.course.shipped import BROUGHT, NEW_SUFFIX, Fate, lay_out, upgrade
from quaycrane.kit import project_root


def run_init(console: Console, chosen: argparse.Namespace) -> int:
    """Lay out a course; return the exit code.

    Raises:
        InputError: There is a course already.
    """
    course = chosen.folder.resolve()
    count = len(lay_out(project_root(), course, version("quaycrane")))
    console.print(f"[green]✓[/] {escape(shown(course))}: {count} files")
    console.print(f"\nNext: [bold]cd {escape(shown(course))}[/], then [bold]quaycrane doctor[/]")
    console.print("and [bold]quaycrane lab[/] as a student, or [bold]quaycrane lab --instructor[/]")
    return 0


def run_upgrade(console: Console, chosen: argparse.Namespace) -> int:
    """Bring a course up to date; return 1 where the instructor has to look at something.

    Raises:
        InputError: The folder is none that `quaycrane init` laid out.
    """
    course = chosen.folder.resolve()
    done = upgrade(project_root(), course, version("quaycrane"))
    for step in done:
        colour = "yellow" if step.fate is Fate.CONFLICT else "dim"
        console.print(f"[{colour}]{step.fate.value}[/] {escape(str(step.path))}")
    conflicts = [step.path for step in done if step.fate is Fate.CONFLICT]
    brought = {step.path.parts[1] for step in done if step.fate in BROUGHT and step.path.parts[0] == "source"}
    if brought:
        for name in sorted(brought & {*units(course)}):
            with console.status(f"Generating release/{name}"):
                generate(name, course)
        console.print("[green]✓[/] release/ generated from source/ by nbgrader, of the units that changed")
    if conflicts:
        console.print(
            f"\n{len(conflicts)} files were changed by you and by the release. Yours stayed; the release's "
            f"lies beside each, its name ending in {NEW_SUFFIX}. Take over what you want, and remove it."
        )
    elif not done:
        console.print("Nothing to do: this is what the release ships")
    return int(bool(conflicts))
