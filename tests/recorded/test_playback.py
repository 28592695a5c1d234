"""Where no engine can be had, cells show what they showed on one, marked as recorded."""

import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from quaycrane.course.evidence import shown
from quaycrane.course.running import run_notebook
from quaycrane.engine import Engine
from quaycrane.kit import project_root
from quaycrane.recorded import load, path_of, save, take
from tests.notebooks.units import UNITS, notebook

SETUP = "%load_ext quaycrane.notebook\nfrom quaycrane.notebook import predict, start\nengine = start()"
CELLS = {
    "setup": (SETUP, "setup"),
    "ask": ('predict("out", "What does it print?", ["hi", "ho"])', "predict"),
    "run": (
        'client = engine.client\n%docker run --rm alpine:3 echo hi\npredict.settle("out", "hi")',
        "claim:X01",
    ),
    "sdk": ('client.containers.run("alpine:3", "echo ho", remove=True)', ""),
    "fails": ('client.images.get("nothing:0")', "raises-exception"),
    "picture": ("from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", ""),
    "summary": ("predict.summary()", ""),
    "mine": ("# A free cell: try what you like.\n1 + 1", "try"),
}
UNIT = "98-recorded"


def made(**changed: str) -> Any:
    """Return a small unit, of which some cells are changed."""
    cells = [new_markdown_cell("# Recorded")]
    for name, (source, tag) in CELLS.items():
        metadata = {"tags": [tag] if tag else []}
        cells.append(new_code_cell(changed.get(name, source), id=name, metadata=metadata))
    return new_notebook(cells=cells)


@pytest.fixture(scope="module")
def recorded(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The recording's path, which lies where the course's do, and the cells as they ran."""
    folder = tmp_path_factory.mktemp("unit") / UNIT
    folder.mkdir()
    nbformat.write(made(), folder / "unit.ipynb")
    ran = run_notebook(engine, folder, lambda _: None)
    path = path_of(project_root(), UNIT)
    save(path, take(ran.cells, date="2026-11-27", engine=engine.describe()))
    yield path, {cell.id: cell for cell in ran.cells}
    path.unlink()


def played(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: str) -> dict[str, Any]:
    """Run it where no engine answers; return its cells by their ids."""
    monkeypatch.setitem(os.environ, "DOCKER_HOST", "unix:///nowhere.sock")
    place = folder / UNIT
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    made_of = made(**changed)
    NotebookClient(made_of, timeout=100, resources={"metadata": {"path": str(place)}}).execute()
    return {cell.id: cell for cell in made_of.cells}


def bare(cell: Any) -> list[Any]:
    """Return a cell's outputs without what differs by where they are shown."""
    return [
        output.get("text", "").rstrip() or output.get("data") or "\n".join(output.get("traceback", []))
        for output in cell.outputs
    ]


def test_each_cell_shows_what_it_showed(
    recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text, results, errors and pictures are the live ones, output by output, under a line that says so."""
    _, live = recorded
    cells = played(tmp_path, monkeypatch)
    assert "2026-11-27" in shown(cells["setup"])
    for name in ("run", "sdk", "fails", "picture"):
        head, *rest = bare(cells[name])
        assert "Recorded on 2026-11-27 with Docker Engine" in head["text/plain"]
        assert rest == bare(live[name]), name


def test_what_a_learner_foresaw_is_compared(
    recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A prediction that is made now is compared with what came out then, and counted."""
    assert recorded
    said = f'{CELLS["ask"][0]}\npredict._said("out", "ho")'
    cells = played(tmp_path, monkeypatch, ask=said)
    assert "You said ho, the engine says hi." in shown(cells["run"])
    assert "You foresaw 0 of 1 results" in shown(cells["summary"])


def test_a_changed_cell_is_told_which_line_differs(
    recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not recorded is neither run nor made up; a cell below it says that it does not know of it."""
    assert recorded
    cells = played(tmp_path, monkeypatch, sdk='client.containers.run("alpine:3", "echo hu", remove=True)')
    assert "line 1 is" in shown(cells["sdk"])
    assert "echo hu" in shown(cells["sdk"])
    assert "./course engine start" in shown(cells["sdk"])
    assert "a cell above was changed" in shown(cells["picture"])
    assert "a cell above" not in shown(cells["run"])


def test_what_needs_no_engine_runs(recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's own cell runs, changed or not, and so does the one that sums up."""
    assert recorded
    cells = played(tmp_path, monkeypatch, mine="# A free cell: try what you like.\n20 + 22")
    assert shown(cells["mine"]) == "42"
    assert "You foresaw" in shown(cells["summary"])


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        ("%docker ps", "This needs a real engine"),
        ('engine.build("app")', "This needs a real engine"),
        ("client.version()", "`client` comes from a cell that shows its recording"),
    ],
)
def test_what_only_lacks_an_engine_is_no_error(
    recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: str, told: str
) -> None:
    """A learner's own cell says that it needs one, and how to get it, and a run of all cells goes on."""
    assert recorded
    cells = played(tmp_path, monkeypatch, mine=f"# A free cell: try what you like.\n{mine}")
    assert told in shown(cells["mine"])
    assert "./course engine start" in shown(cells["mine"])


def test_an_error_of_one_s_own_stays_one(
    recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no engine would mend ends in an error, as ever."""
    assert recorded
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        played(tmp_path, monkeypatch, mine="# A free cell: try what you like.\n1 / 0")


def test_a_broken_recording_is_told(recorded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no recording is named, and the notebook goes on without it."""
    path, _ = recorded
    kept = path.read_bytes()
    try:
        path.write_bytes(kept[:-20])
        cells = played(tmp_path, monkeypatch, run="1", sdk="2", fails="3", picture="4")
    finally:
        path.write_bytes(kept)
    assert f"{UNIT}.json.gz cannot be read" in shown(cells["setup"])
    assert shown(cells["sdk"]) == "2"


@pytest.mark.parametrize("unit", [unit for unit in UNITS if path_of(project_root(), unit).is_file()])
def test_a_recording_is_of_the_unit_as_it_is(unit: str) -> None:
    """When a demonstration cell changes, its recording is made again: `quaycrane record`."""
    cells = [nbformat.from_dict(cell | {"outputs": []}) for cell in notebook(unit).cells]
    wanted = take(cells, date="", engine="")
    found = load(path_of(project_root(), unit))
    assert [(one.id, one.source) for one in found.cells] == [(one.id, one.source) for one in wanted.cells]
    assert found.live == wanted.live
