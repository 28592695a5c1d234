"""Writes the notebook at which a student's JupyterLab opens."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from quaycrane.course.progress import units_in

_HAND_IN = {
    True: """\
Units come and go by **Nbgrader → Assignment List** in the menu:

1. *Fetch* brings a unit here. A click on its name there shows the notebook, and another opens it.
2. *Validate* in the notebook's toolbar, or the cell below each answer, says what is still to mend.
3. Save the notebook, then *Submit*. You may submit again; the instructor collects the newest.
4. *Fetch Feedback*, once there is some, brings your marks, each with its reason.
""",
    False: """\
Write your answers in the cells that begin with `%%dockerfile`, `%%compose` or `%%answer`, and run the cell
below each: it says what is still to mend. Save the notebook and hand that one file in; nothing else is
needed.
""",
}
_FAR = """\
## How far are you?

Run the next cell. It reads your saved notebooks, and asks nobody else.
"""
_ASKS = """\
%load_ext quaycrane.notebook
from quaycrane.notebook import progress
progress()"""


def welcome(units: Iterable[Path], work: Path, here: Callable[[str], str], *, fetched: bool) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return the notebook.

    Args:
        units: The released units' folders.
        work: The folder of the notebook; units that are in it get a link.
        here: Says of a unit's name what of it is live on this machine.
        fetched: Whether they come by an exchange.
    """
    rows = "\n".join(row for unit in units for row in _rows(unit, work, here(unit.name)))
    text = f"""\
# Welcome

Each unit is a notebook: predict, run a cell, see what a real Docker Engine did.

| unit | the question | what it takes | here |
|---|---|---|---|
{rows}

## How to hand in

{_HAND_IN[fetched]}"""
    python = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [
        new_markdown_cell(text, id="map"),
        new_markdown_cell(_FAR, id="far"),
        new_code_cell(_ASKS, id="ask"),
    ]
    return new_notebook(cells=cells, metadata=python)


def _rows(unit: Path, work: Path, here: str) -> Iterator[str]:
    """Give a row for each notebook of a unit, from the first words of the notebook."""
    for one in units_in(unit.parent):
        if one.path.parent.name == unit.name:
            name = f"[{one.title}]({one.path})" if (work / one.path).exists() else one.title
            yield f"| {name} | {one.question} | {one.takes} | {here} |"
