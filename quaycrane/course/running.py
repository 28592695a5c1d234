"""Runs a unit's notebook from top to bottom, in a copy of its folder."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from quaycrane.course.memory import MostMemory
from quaycrane.engine import Engine, patient

_CELL_SECONDS = 600


@dataclass(frozen=True)
class Ran:
    """A notebook that ran.

    Attributes:
        cells: Its cells, with what they showed.
        seconds: How long it took.
        most_bytes: The most memory that its processes and its containers held together.
        left: How many things it left on the engine, clean-up and all.
        folder: The folder in which it ran.
    """

    cells: list[Any]
    seconds: float
    most_bytes: int
    left: int
    folder: Path

    def pictures(self) -> Mapping[str, str]:
        """Return the figures as SVG, by the id of the cell that drew them."""
        return {
            str(cell.id): content
            for cell in self.cells
            for output in cell.get("outputs", ())
            if (content := output.get("data", {}).get("image/svg+xml"))
        }


def run_notebook(engine: Engine, folder: Path, on_progress: Callable[[str], None]) -> Ran:
    """Run the notebook of a folder, in which its cells may write.

    Args:
        engine: The engine that it will find.
        folder: The folder.
        on_progress: Told each cell as it begins.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell failed that is not meant to.
    """
    (path,) = folder.glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)

    def tell(cell: nbformat.NotebookNode, cell_index: int) -> None:
        on_progress(f"{folder.name}: cell {cell_index + 1} of {len(notebook.cells)}, {cell.get('id', '')}")

    client = NotebookClient(
        notebook,
        timeout=round(patient(_CELL_SECONDS)),
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=tell,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # its warnings are for whoever runs a server
    )
    began = time.monotonic()
    with MostMemory(engine) as memory:
        client.execute(env={**os.environ, **engine.environment})
    seconds = time.monotonic() - began
    return Ran(notebook.cells, seconds, memory.most_bytes, engine.sweep(), folder)
