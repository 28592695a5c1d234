"""Draws the marks of a class as a table for the terminal."""

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from quaycrane.grading import CellMark, Mark, Summary
from quaycrane.grading.telling.pages import duration


def class_table(summary: Summary) -> Group:
    """Return one row a student, the points of each check, and below what a person should know."""
    most = {name: cell.max_points for mark in summary.marks for name, cell in _checks(mark)}
    table = Table(box=None, padding=(0, 1, 0, 0), title=f"Marks of {summary.unit}", title_justify="left")
    table.add_column("student", no_wrap=True)
    for name in most:
        table.add_column(name.removeprefix("grade-").replace("-", "\n"), justify="right")
    table.add_column("points", justify="right", style="bold")
    limits = [f"{points:g}" for points in (*most.values(), sum(most.values()))]
    table.add_row("at most", *limits, style="dim")
    for mark in summary.marks:
        table.add_row(mark.student, *(_points(mark, name) for name in most), f"{mark.auto_points:g}")
    return Group(table, class_notes(summary))


def class_notes(summary: Summary) -> Group:
    """Return what a person should know of the class beside its marks, a line each."""
    return Group(*(Text(note, style="yellow") for note in _notes(summary)))


def _checks(mark: Mark) -> Iterator[tuple[str, CellMark]]:
    return ((name, cell) for name, cell in mark.cells.items() if not cell.by_hand)


def _points(mark: Mark, name: str) -> str:
    cell = mark.cells.get(name)
    return "-" if cell is None or cell.points is None else f"{cell.points:.3g}"


def _notes(summary: Summary) -> Iterator[str]:
    for student, reason in summary.failures.items():
        yield f"{student} was not graded: {reason}"
    for mark in summary.marks:
        if mark.refused and mark.student not in summary.failures:
            yield f"{mark.student} was refused: {mark.refused}"
        if mark.late.seconds:
            lost = f", {mark.late.penalty:g} points off" if mark.late.penalty else ""
            yield f"{mark.student} handed in late, by {duration(mark.late.seconds)}{lost}."
    waiting = sum(mark.needs_manual for mark in summary.marks)
    if waiting:
        held = "1 submission holds" if waiting == 1 else f"{waiting} submissions hold"
        yield f"{held} prose to mark by hand, in Formgrader."
