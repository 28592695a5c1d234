"""A cell out of order says which comes first, also in a kernel that was just restarted."""

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from quaycrane.first_cells import advice
from quaycrane.kit import project_root

SETUP = (
    "%load_ext quaycrane.notebook\nfrom quaycrane.notebook import start, table\nengine = start('alpine:3')"
)
CELLS = (
    SETUP,
    "client = engine.client\nfor number in range(3):\n    print(number)",
    "# what is there\nids = %docker ps -q\ndef shown(): ...",
    "%%answer a.yaml\nfake = 1",
    "!ls\nif True:\n    %docker ps\n    inner = 1",
)


def write(folder: Path, *cells: str) -> None:
    """Write a notebook of ours, with a title above its cells."""
    made = new_notebook(cells=[new_markdown_cell("# A unit"), *map(new_code_cell, cells)])
    nbformat.write(made, folder / "unit.ipynb")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("engine", ["this kernel was restarted", "Run the first two cells, then this one again."]),
        ("table", ["this kernel was restarted", "Run the first two cells, then this one again."]),
        (
            "client",
            ["`client` is not there", "first two cells, then the cell that begins `client = engine.client`"],
        ),
        ("number", ["`number`", "begins `client = engine.client`"]),
        ("ids", ["`ids`", "begins `ids = %docker ps -q`"]),
        ("shown", ["`shown`", "begins `ids = %docker ps -q`"]),
        ("inner", ["`inner`", "begins `!ls`"]),
    ],
)
def test_restarted_kernel_is_told(tmp_path: Path, name: str, expected: list[str]) -> None:
    """Where no name of the set-up is there the first two cells come first, then the one that is missed."""
    write(tmp_path, *CELLS)
    told = "\n".join(advice(name, tmp_path, known=()))
    assert all(words in told for words in expected), told


def test_cell_out_of_order_is_told(tmp_path: Path) -> None:
    """In a kernel that is set up only the cell that makes the name is named."""
    write(tmp_path, *CELLS)
    what, fix = advice("ids", tmp_path, known={"engine"})
    assert what == "`ids` is not there yet"
    assert fix == "Run the cell that begins `ids = %docker ps -q` first, then this one again"


@pytest.mark.parametrize("name", ["fake", "never"])
def test_name_that_no_cell_makes_is_not_ours_to_explain(tmp_path: Path, name: str) -> None:
    """A name that no cell makes, or only the text of an answer, is left to Python."""
    write(tmp_path, *CELLS)
    assert advice(name, tmp_path, known=()) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": [{"cell_type": "code"}]}'])
def test_other_files_are_passed_over(tmp_path: Path, content: str) -> None:
    """What is no notebook, and a notebook that is not ours, say nothing."""
    (tmp_path / "broken.ipynb").write_text(content)
    nbformat.write(new_notebook(cells=[new_code_cell("mine = 1")]), tmp_path / "mine.ipynb")
    assert advice("mine", tmp_path, known=()) == []


@pytest.fixture
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel's settings as the package installs them."""
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    shutil.copy(project_root() / "etc" / "ipython" / "ipython_kernel_config.py", profile)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))


def outputs(folder: Path, *cells: str) -> list[Any]:
    """Run cells in a new kernel in `folder`; return the outputs of each."""
    made = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    made.metadata = nbformat.from_dict({"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    NotebookClient(made, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    return [cell.outputs for cell in made.cells]


@pytest.mark.usefixtures("_environment")
def test_new_kernel_says_so(tmp_path: Path) -> None:
    """In a kernel where nothing ran, a cell of the middle says which come first, and its magics are there."""
    write(tmp_path, *CELLS)
    (error,), (view,), (plain,) = outputs(tmp_path, "print(ids)", "%%answer a.yaml\na: 1", "1 / 0")
    assert "Run the first two cells, then the cell that begins `ids" in "\n".join(error["traceback"])
    assert len(error["traceback"]) == 2
    assert "1 answer read as" in view["data"]["text/plain"]
    assert plain["ename"] == "ZeroDivisionError"


@pytest.mark.usefixtures("_environment")
def test_setup_runs_twice_silently(tmp_path: Path) -> None:
    """The set-up cell says nothing of being run a second time."""
    first, second, third = outputs(tmp_path, *["%load_ext quaycrane.notebook"] * 3)
    assert (first, second, third) == ([], [], [])
