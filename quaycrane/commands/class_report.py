"""Writes the report of a class."""

from rich.console import Console

from quaycrane.grading.reports import class_report
from quaycrane.kit import course_root


def report(console: Console, unit: str) -> int:
    """Write it; return the exit code."""
    with console.status(f"Reading what grading left of {unit}"):
        written = class_report(course_root(), unit)
    console.print(f"[green]✓[/] {written.relative_to(course_root())}")
    return 0
