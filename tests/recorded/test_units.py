"""With no engine at all every unit runs from top to bottom, and nothing is wrong for want of one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from quaycrane.checks.report import METADATA
from quaycrane.course.evidence import shown
from quaycrane.kit import project_root
from quaycrane.pocket import OFF_VARIABLE
from quaycrane.recorded import is_recorded, load, path_of
from tests.notebooks.units import UNITS, folder, is_grade
from tests.sample import touched_units


def every_unit() -> Iterator[Any]:
    """Yield every unit; those that nobody touched take turns."""
    touched = touched_units() or ()
    for unit in UNITS:
        yield pytest.param(unit, marks=() if unit in touched else pytest.mark.sampled(5))


def outcomes(cell: Any) -> list[dict[str, Any]]:
    """Return what the checks of a cell found."""
    told = (output.get("metadata", {}).get(METADATA, {}) for output in cell.outputs)
    return [one for each in told for one in each.get("outcomes", ())]


@pytest.mark.parametrize("unit", [*every_unit()])
def test_a_unit_goes_from_top_to_bottom(unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Demonstrations are played, no cell ends in an error, and no check fails that could not look."""
    monkeypatch.setitem(os.environ, "DOCKER_HOST", "unix:///nowhere.sock")
    monkeypatch.setitem(os.environ, OFF_VARIABLE, "1")
    place = Path(shutil.copytree(folder(unit), tmp_path / unit))
    (path,) = place.glob("*.ipynb")
    ran = nbformat.read(path, as_version=4)
    NotebookClient(ran, timeout=200, resources={"metadata": {"path": str(place)}}).execute()
    date = load(path_of(project_root(), unit)).date
    cells = [cell for cell in ran.cells if cell.cell_type == "code"]
    for cell in cells:
        assert not [one for one in cell.outputs if one.output_type == "error"], cell.id
        if is_recorded(cell):
            assert f"Recorded on {date}" in shown(cell), cell.id
    found = [one for cell in cells if is_grade(cell) for one in outcomes(cell)]
    assert found
    assert not [one for one in found if one["verdict"] == "failed"]
