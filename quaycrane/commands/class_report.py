"""Writes the report of a class, for a unit or for the course."""

import argparse

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.commands.handed_in import units_named
from quaycrane.errors import InputError
from quaycrane.grading import Unit
from quaycrane.grading.telling.reports import class_report, course_report


def report(console: Console, chosen: argparse.Namespace) -> int:
    """Write it; return the exit code.

    Raises:
        InputError: No unit is named, or nothing of it is graded.
    """
    root = course_of(chosen)
    names = units_named(chosen, root)
    for name in names:
        with console.status(f"Reading what grading left of {name}"):
            try:
                console.print(f"[green]✓[/] {shown(class_report(Unit(root, name)))}")
            except InputError:
                if not chosen.all:
                    raise
    if chosen.all:
        console.print(f"[green]✓[/] {shown(course_report(root, names))}")
    return 0
