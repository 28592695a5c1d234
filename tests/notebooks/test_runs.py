"""The unit runs top to bottom on a real engine, and shows what its prose says."""

import shutil
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from quaycrane.engine import Engine
from tests.notebooks.units import UNITS, folder, tags

pytestmark = pytest.mark.engine

SAYS = {
    "L01": ["COPY requirements.txt ./", "RUN pip install -r requirements.txt"],
    "L02": ["EXPOSE [8000/tcp]", "makes layer"],
    "L03": ["base layers, lowest and in order: True"],
    "L04": ["layers changed: False"],
    "L05": ["again:", ", 0 steps"],
    "L09": ["own layer: 5.0 MB, with /tmp/written"],
    "L10": ["has the file: False"],
    "L12": ["outlives its container: True"],
    "L13": ["is being used by running container", "yes"],
}


@pytest.fixture(scope="module", params=UNITS)
def ran(request: pytest.FixtureRequest, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a unit's notebook after it ran in a folder of its own."""
    place = tmp_path_factory.mktemp("unit") / request.param
    shutil.copytree(folder(request.param), place)
    (path,) = place.glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in engine.environment.items():
            patch.setenv(name, value)
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(place)}}).execute()
    return notebook


def shown(cell: Any) -> str:
    """Return what a cell shows, as text."""
    return "".join(
        output.get("text", "")
        + output.get("data", {}).get("text/plain", "")
        + "\n".join(output.get("traceback", []))
        for output in cell.outputs
    )


def test_only_the_failure_on_purpose_fails(ran: Any) -> None:
    """The one cell that fails is tagged so, and tells the cause in a few lines without a traceback."""
    failing = [cell for cell in ran.cells if any(o.output_type == "error" for o in cell.get("outputs", []))]
    (cell,) = failing
    assert tags(cell) == ["raises-exception"]
    assert "did not build: [3/4] RUN pip install -r requirements.txt" in shown(cell)
    assert "Could not open requirements file" in shown(cell)
    assert "Traceback" not in shown(cell)
    assert ".py" not in shown(cell)


def test_nothing_is_written_to_standard_error(ran: Any) -> None:
    """No cell warns: a learner reads results, not our plumbing."""
    streams = [o.name for cell in ran.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    assert "stderr" not in streams


def test_every_figure_and_explorer_is_shown(ran: Any) -> None:
    """A cell that draws shows one picture, and the explorer shows itself."""
    for cell in ran.cells:
        kinds = [kind for output in cell.get("outputs", []) for kind in output.get("data", {})]
        if "figures." in cell.source and cell.cell_type == "code" and "import" not in cell.source:
            assert kinds.count("image/png") == 1, cell.id
        if "explorer" in tags(cell):
            assert "application/vnd.jupyter.widget-view+json" in kinds


def test_the_claims_hold(ran: Any) -> None:
    """What a claim's cell shows is what the prose under it says."""
    cells = {tag: cell for cell in ran.cells for tag in tags(cell)}
    for claim, words in SAYS.items():
        for word in words:
            assert word in shown(cells[f"claim:{claim}"]), claim


def test_the_solution_gets_every_point(ran: Any) -> None:
    """In the instructor's notebook each grade cell gives what it can give."""
    graded = [c for c in ran.cells if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("grade")]
    for cell in graded:
        assert float(cell.outputs[-1].data["text/plain"]) == cell.metadata.nbgrader.points, cell.id


def test_nothing_is_left_on_the_engine(ran: Any, engine: Engine) -> None:
    """After the last cell the engine holds nothing that the notebook made."""
    assert int(shown(ran.cells[-1]).split()[0]) > 0
    assert engine.sweep() == 0
