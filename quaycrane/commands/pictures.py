"""Runs a unit's notebook, or a part of it, and saves the pictures that it draws."""

from collections.abc import Callable
from pathlib import Path

import nbformat

from quaycrane.course.running import run_notebook
from quaycrane.engine import Engine


def save_pictures(
    engine: Engine, folder: Path, pictures: Path, on_progress: Callable[[str], None]
) -> list[Path]:
    """Run a unit from top to bottom; return the paths of its pictures, in order.

    Args:
        engine: The engine that it will find.
        folder: The unit's folder, a copy in which its cells may write.
        pictures: Where each picture goes, under the name of its cell.
        on_progress: Told each cell as it begins.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell failed that is not meant to.
    """
    saved = []
    for cell, content in run_notebook(engine, folder, on_progress).pictures().items():
        saved.append(pictures / f"{cell}.svg")
        saved[-1].write_text(content, encoding="utf-8")
    return saved


def keep_shown(folder: Path) -> None:
    """Leave of a unit's notebook, a copy, what sets it up and the cells that are tagged ``demo``."""
    (path,) = folder.glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        cell for cell in notebook.cells if {"setup", "demo"} & set(cell.metadata.get("tags", ()))
    ]
    nbformat.write(notebook, path)
