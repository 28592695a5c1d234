"""`quaycrane run` runs units on the engine at hand, and says what came of it."""

import io
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from rich.console import Console

from quaycrane.cli import _parser
from quaycrane.commands.run import run_units
from quaycrane.engine import Engine
from quaycrane.errors import InputError

HOLDS = "from quaycrane.engine import connect\nengine = connect(start=False)\nheld = 'x' * 80_000_000"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a unit that runs and one that fails."""
    (tmp_path / "nbgrader_config.py").touch()
    for name, cells in {"01-runs": [HOLDS, "import time; time.sleep(3)"], "02-fails": ["1 / 0"]}.items():
        folder = tmp_path / "source" / name
        folder.mkdir(parents=True)
        made = new_notebook(cells=[new_markdown_cell("# A title"), *map(new_code_cell, cells)])
        nbformat.write(made, folder / "unit.ipynb")
    return tmp_path


def run(course: Path, *arguments: str) -> tuple[int, str]:
    """Run it; return the exit code and what it printed."""
    console = Console(file=io.StringIO(), width=120)
    chosen = _parser().parse_args(["run", *arguments, "--course", str(course)])
    return run_units(console, chosen), console.file.getvalue()  # type: ignore[attr-defined]


def test_a_unit_runs_and_its_memory_is_told(engine: Engine, course: Path) -> None:
    """The table has seconds and the most memory, and the source is as it was."""
    assert engine.version
    before = (course / "source" / "01-runs" / "unit.ipynb").read_text()
    code, told = run(course, "01-runs")
    assert code == 0
    (row,) = (line.split() for line in told.splitlines() if "0 of 0" in line)
    assert int(row[2]) > 100
    assert (course / "source" / "01-runs" / "unit.ipynb").read_text() == before


def test_one_that_fails_stops_no_other(engine: Engine, course: Path) -> None:
    """A cell's failure is told in a line; the page of claims waits for a run in which all went well."""
    assert engine.version
    code, told = run(course, "--all")
    assert code == 1
    assert "02-fails: ZeroDivisionError: division by zero" in told
    assert "✓ 01-runs" in told
    assert not (course / "docs").exists()


def test_an_unknown_unit_is_told(course: Path) -> None:
    """What is no unit, or nothing at all, is answered with what there is."""
    for arguments in (["04-none"], []):
        with pytest.raises(InputError) as told:
            run(course, *arguments)
        assert "01-runs, 02-fails" in told.value.fix
