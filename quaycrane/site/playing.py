"""A unit's page: its notebook as students get it, with what its recording showed."""

from pathlib import Path
from typing import Any

import nbformat

from quaycrane.errors import InputError
from quaycrane.recorded import Recording, load, path_of

_TOLD = """```{{note}}
What the cells show here was recorded on {date}, with {engine}. In your own notebook they ask your engine.
Cells without an output are yours: predictions, exercises, and what you like to try.
```"""
_NOT_YET = """```{note}
This unit was not recorded yet, so its cells show nothing here. In your own notebook they ask your engine.
```"""


def recording_of(root: Path, unit: str) -> Recording:
    """Return a unit's recording; an empty one, without a date, where there is none yet.

    Raises:
        InputError: It cannot be read.
    """
    path = path_of(root, unit)
    return load(path) if path.exists() else Recording("", "", ())


def played(root: Path, unit: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return a unit's notebook from `release/`, with the outputs of its recording.

    Args:
        root: The course's folder.
        unit: The unit's name.

    Raises:
        InputError: Its recording cannot be read, or is of another notebook.
    """
    (path,) = (root / "release" / unit).glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    recording = recording_of(root, unit)
    shown = {(cell.id, cell.source): cell.outputs for cell in recording.cells}
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [_whole(one) for one in shown.pop((cell.id, cell.source), ())]
    if shown:
        raise InputError(
            f"The recording of {unit} is not of the unit as it is",
            why=f"No cell is what was recorded as {next(iter(shown))[0]}",
            fix=f"Record it again: quaycrane record {unit}",
        )
    title, *rest = notebook.cells
    title.source = title.source.replace("# ", f"# {unit[:2]} ", 1)
    note = _TOLD.format(date=recording.date, engine=recording.engine) if recording.date else _NOT_YET
    told = nbformat.v4.new_markdown_cell(note)
    notebook.cells = [title, told, *rest]
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    return notebook


def _whole(output: Any) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return an output with what the form asks for and a recording leaves out."""
    whole = nbformat.from_dict(dict(output))
    if whole.output_type == "execute_result":
        whole.execution_count = None
    return whole
