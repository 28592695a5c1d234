"""The units' notebooks, as the tests read them."""

from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.kit import project_root

UNITS = tuple(path.parent.name for path in sorted((project_root() / "source").glob("*/*.ipynb")))


def folder(unit: str, stage: str = "source") -> Path:
    """Return a unit's folder in ``source/`` or ``release/``."""
    return project_root() / stage / unit


@cache
def notebook(unit: str, stage: str = "source") -> Any:
    """Return a unit's notebook, read once and not to be changed."""
    (path,) = folder(unit, stage).glob("*.ipynb")
    return nbformat.read(path, as_version=4)


def code_cells(unit: str) -> list[Any]:
    """Return the code cells of a unit's source."""
    return [cell for cell in notebook(unit).cells if cell.cell_type == "code"]


def is_answer(cell: Any) -> bool:
    """Tell whether a learner writes in the cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_grade(cell: Any) -> bool:
    """Tell whether the cell gives points."""
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def shown(cell: Any) -> str:
    """Return what a cell shows, as text."""
    return "".join(
        output.get("text", "")
        + output.get("data", {}).get("text/plain", "")
        + "\n".join(output.get("traceback", []))
        for output in cell.get("outputs", [])
    )


def tags(cell: Any) -> list[str]:
    """Return a cell's tags."""
    return list(cell.metadata.get("tags", []))
