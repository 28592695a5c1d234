"""How far a learner is, as their own notebooks say."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_output

from quaycrane.course import units_in
from quaycrane.errors import InputError
from quaycrane.notebook import progress
from tests.notebooks.units import UNITS, is_grade, notebook


def copy(folder: Path, unit: str) -> Any:
    """Return a learner's copy of a unit, not saved yet."""
    (folder / unit).mkdir(exist_ok=True)
    return nbformat.from_dict(json.loads(json.dumps(notebook(unit, "release"))))


def save(folder: Path, unit: str, made: Any) -> None:
    """Save it."""
    nbformat.write(made, folder / unit / "unit.ipynb")


def grades(made: Any) -> list[Any]:
    """Return its grade cells."""
    return [cell for cell in made.cells if cell.cell_type == "code" and is_grade(cell)]


@pytest.mark.parametrize("unit", UNITS)
def test_a_fresh_unit_has_its_points_before_it(tmp_path: Path, unit: str) -> None:
    """Nothing is reached, all points are there to be had, and the first task is what comes next."""
    made = copy(tmp_path, unit)
    save(tmp_path, unit, made)
    (found,) = units_in(tmp_path)
    assert (found.points, found.most) == (0, sum(one.metadata.nbgrader.points for one in grades(made)))
    assert grades(made)[0].source.startswith(f"# {found.following}")
    assert found.question.endswith("?")
    assert found.takes.startswith("About ")


def test_points_grow_and_the_next_task_moves(tmp_path: Path) -> None:
    """What the cells gave counts, half points too; then the question in words, and then nothing."""
    unit = UNITS[0]
    made = copy(tmp_path, unit)
    first, *others = grades(made)
    most = first.metadata.nbgrader.points
    first.outputs = [new_output("execute_result", {"text/plain": f"{most - 0.5}"})]
    save(tmp_path, unit, made)
    (found,) = units_in(tmp_path)
    assert (found.points, found.parts[0].points) == (most - 0.5, most - 0.5)
    assert first.source.startswith(f"# {found.following}")
    for one in (first, *others):
        one.outputs = [new_output("execute_result", {"text/plain": "99"})]
    save(tmp_path, unit, made)
    (found,) = units_in(tmp_path)
    assert (found.points, found.following) == (found.most, "The interview question")
    (words,) = (cell for cell in made.cells if cell.cell_type == "markdown" and is_grade(cell))
    words.source = "An image is a file."
    save(tmp_path, unit, made)
    assert units_in(tmp_path)[0].following == ""
    assert "1 of 1 units done, before an instructor's hidden checks" in repr(progress(str(tmp_path)))


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "{}",
        '{"cells": 3}',
        '{"cells": [3, null]}',
        '{"cells": [{"metadata": 3, "source": 4}]}',
        "\xff",
    ],
)
def test_a_broken_notebook_stops_nobody(tmp_path: Path, broken: str) -> None:
    """What cannot be read is left out or has no points, and the others are told."""
    save(tmp_path, UNITS[0], copy(tmp_path, UNITS[0]))
    (tmp_path / "99-broken").mkdir()
    (tmp_path / "99-broken" / "unit.ipynb").write_bytes(broken.encode("latin-1"))
    found = units_in(tmp_path)
    assert found[0].most > 0
    assert all(one.most == 0 for one in found[1:])


@pytest.mark.parametrize("told", ["nan", "'12'", "-3", "1e400", "None", "[1.0]"])
def test_no_output_gives_more_than_there_is(tmp_path: Path, told: str) -> None:
    """Whatever an output says, a cell gives between nothing and what it can."""
    made = copy(tmp_path, UNITS[0])
    grades(made)[0].outputs = [new_output("execute_result", {"text/plain": told})]
    save(tmp_path, UNITS[0], made)
    (found,) = units_in(tmp_path)
    assert 0 <= found.points <= found.most


def test_where_no_unit_is_the_way_is_told(tmp_path: Path) -> None:
    """An empty folder is answered with how to get a unit."""
    with pytest.raises(InputError, match="There is no unit"):
        progress(str(tmp_path))
