"""Runs a unit's notebook and saves the pictures that it draws."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def run_unit(folder: Path, pictures: Path, on_progress: Callable[[str], None]) -> list[Path]:
    """Run a unit from top to bottom, in its own folder.

    Args:
        folder: The unit's folder, a copy in which its cells may write.
        pictures: Where each picture goes, under the name of its cell.
        on_progress: Told each cell as it begins.

    Returns:
        The pictures' paths, in order.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell failed that is not meant to.
    """
    (path,) = folder.glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)

    def tell(cell: nbformat.NotebookNode, cell_index: int) -> None:
        on_progress(f"Running the unit: {cell.get('id', cell_index)}")

    where = {"metadata": {"path": str(folder)}}
    quiet = ["--IPKernelApp.log_level=ERROR"]  # its warnings are for whoever runs a server
    client = NotebookClient(notebook, timeout=600, resources=where, on_cell_start=tell, extra_arguments=quiet)
    client.execute()
    saved = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if content := output.get("data", {}).get("image/svg+xml"):
                saved.append(pictures / f"{cell.id}.svg")
                saved[-1].write_text(content, encoding="utf-8")
    return saved
