"""Draws the marks of a class as a table for the terminal."""

from rich.table import Table

from quaycrane.grading import Mark, Summary


def class_table(summary: Summary) -> Table:
    """Return one row a student: the points of each check, by hand, and what to look at."""
    cells = sorted({name for mark in summary.marks for name in mark.cells if not _by_hand(summary, name)})
    short = [name.removeprefix("grade-") for name in cells]
    table = Table("student", *short, "points", "note", title=f"Marks of {summary.unit}")
    for mark in summary.marks:
        points = [_points(mark, name) for name in cells]
        total = f"{mark.auto_points:g} of {_most(mark):g}"
        table.add_row(mark.student, *points, f"[bold]{total}[/]", _note(mark, summary))
    return table


def _by_hand(summary: Summary, name: str) -> bool:
    return any(mark.cells[name].by_hand for mark in summary.marks if name in mark.cells)


def _points(mark: Mark, name: str) -> str:
    cell = mark.cells.get(name)
    return "-" if cell is None or cell.points is None else f"{cell.points:g}"


def _most(mark: Mark) -> float:
    return sum(cell.max_points for cell in mark.cells.values() if not cell.by_hand)


def _note(mark: Mark, summary: Summary) -> str:
    if mark.student in summary.failures:
        return f"not graded: {summary.failures[mark.student]}"
    if mark.refused:
        return f"refused: {mark.refused}"
    return "prose to mark by hand" if mark.needs_manual else ""
