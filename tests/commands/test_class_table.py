"""The marks of a class as a table in a terminal."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from rich.console import Console

from quaycrane.commands.class_table import class_table
from quaycrane.commands.demo import class_of, unit_to_show
from quaycrane.grading import CellMark, Mark, Summary
from quaycrane.kit import project_root

UNIT = unit_to_show()
STUDENTS = class_of(UNIT)


def _cells() -> dict[str, CellMark]:
    """Return full marks in the unit's real grade cells."""
    notebook: Any = nbformat.read(next((project_root() / "source" / UNIT).glob("*.ipynb")), as_version=4)
    grades = [
        cell.metadata["nbgrader"] for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    return {
        told["grade_id"]: CellMark(
            None if told["solution"] else float(told["points"]),
            float(told["points"]),
            told["solution"],
            told["solution"],
        )
        for told in grades
    }


CELLS = _cells()
CHECKS = [name for name, cell in CELLS.items() if not cell.by_hand]
MOST = sum(CELLS[name].max_points for name in CHECKS)
FULL = Mark("reference", MOST, 0.0, MOST + 4, CELLS, refused="", needs_manual=True, graded=True)


def _printed(*marks: Mark, failures: dict[str, str] | None = None, width: int = 80) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    summary = Summary(UNIT, marks, failures or {}, (), Path("grades.csv"), 1.0)
    console.print(class_table(summary))
    return console.export_text()


def test_table_of_the_demonstration_fits_a_terminal() -> None:
    """With the unit's real checks and the demonstration's students, 80 columns hold every name in full."""
    printed = _printed(*(replace(FULL, student=name) for name in STUDENTS))
    assert max(map(len, printed.splitlines())) <= 80
    assert "…" not in printed
    words = printed.split()
    assert all(name in words for name in STUDENTS)
    assert all(word in words for name in CHECKS for word in name.removeprefix("grade-").split("-"))


def test_row_holds_the_points_of_each_check() -> None:
    """A row has the points of each check and their sum; prose marked by hand has no column."""
    lines = _printed(FULL).splitlines()
    points = [f"{CELLS[name].max_points:g}" for name in CHECKS]
    assert next(line for line in lines if line.startswith("reference")).split()[1:] == [*points, f"{MOST:g}"]
    assert next(line for line in lines if line.startswith("at most")).split()[2:] == [*points, f"{MOST:g}"]
    assert "interview" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (CellMark(1.3333, 2, by_hand=False, needs_look=False), "1.33"),
        (CellMark(0.0, 2, by_hand=False, needs_look=False), "0"),
        (CellMark(None, 2, by_hand=False, needs_look=True), "-"),
    ],
)
def test_points_are_short(cell: CellMark, shown: str) -> None:
    """Points have at most three digits; what was not marked is a dash, not a zero."""
    mark = replace(FULL, cells=CELLS | {CHECKS[0]: cell})
    assert _printed(mark).splitlines()[-2].split()[1] == shown


@pytest.mark.parametrize(
    ("mark", "failures", "note"),
    [
        (
            replace(FULL, student="eve", refused="the notebook is no JSON"),
            {},
            "eve was refused: the notebook is no JSON",
        ),
        (
            replace(FULL, student="bob"),
            {"bob": "the engine [stopped]"},
            "bob was not graded: the engine [stopped]",
        ),
        (FULL, {"new": "the engine stopped"}, "new was not graded: the engine stopped"),
        (FULL, {}, "1 submission holds prose to mark by hand"),
    ],
)
def test_what_a_person_should_know_stands_below(mark: Mark, failures: dict[str, str], note: str) -> None:
    """A refused submission, a failed grading and prose to mark are told below the table, word for word."""
    assert note in _printed(mark, failures=failures)


def test_nothing_to_tell_tells_nothing() -> None:
    """When all is marked, nothing stands below the table."""
    assert _printed(replace(FULL, needs_manual=False)).splitlines()[-1].startswith("reference")
