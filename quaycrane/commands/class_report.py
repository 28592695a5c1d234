"""Writes the report of a class."""

from pathlib import Path

from rich.console import Console

from quaycrane.commands.course import shown
from quaycrane.grading import Unit
from quaycrane.grading.telling.reports import class_report


def report(console: Console, root: Path, unit: str) -> int:
    """Write it; return the exit code."""
    with console.status(f"Reading what grading left of {unit}"):
        written = class_report(Unit(root, unit))
    console.print(f"[green]✓[/] {shown(written)}")
    return 0
