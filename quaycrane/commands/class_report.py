"""Writes the report of a class."""

import argparse

from rich.console import Console

from quaycrane.commands.course import course_of, shown
from quaycrane.grading import Unit
from quaycrane.grading.telling.reports import class_report


def report(console: Console, chosen: argparse.Namespace) -> int:
    """Write it; return the exit code."""
    with console.status(f"Reading what grading left of {chosen.unit}"):
        written = class_report(Unit(course_of(chosen), chosen.unit))
    console.print(f"[green]✓[/] {shown(written)}")
    return 0
