"""Writes the page at which a student's JupyterLab opens."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

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


def welcome(units: Iterable[Path], work: Path, *, fetched: bool) -> str:
    """Return the page, in Markdown.

    Args:
        units: The released units' folders.
        work: The folder of the page; units that are in it get a link.
        fetched: Whether they come by an exchange.
    """
    rows = "\n".join(row for unit in units for row in _rows(unit, work))
    return f"""\
# Welcome

Each unit is a notebook: predict, run a cell, see what a real Docker Engine did.

| unit | the question | what it takes |
|---|---|---|
{rows}

## How to hand in

{_HAND_IN[fetched]}
"""


def _rows(unit: Path, work: Path) -> Iterator[str]:
    """Give a row for each notebook of a unit, from the first words of the notebook."""
    for path in sorted(unit.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = "".join(cells[0]["source"]) if cells else ""
        title, question, takes = (
            found.group(1) if (found := re.search(pattern, first, re.MULTILINE)) else ""
            for pattern in (r"^# (.+)", r"^\*\*(.+)\*\*$", r"^(About \d+ minutes.*?)(?:;|$)")
        )
        name, here = title or path.stem, f"{unit.name}/{path.name}"
        yield f"| {f'[{name}]({here})' if (work / here).exists() else name} | {question} | {takes} |"
