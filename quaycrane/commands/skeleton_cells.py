"""Reads a notebook from a text of cells, each below a line ``=== kind name``."""

import re
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

_HEAD = re.compile(r"^=== (?P<kind>\w+) (?P<name>\S+)(?: (?P<more>\S+))?\n", re.MULTILINE)
_NBGRADER_SCHEMA = 3
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_of(text: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return the notebook that a text tells.

    A kind is ``markdown``; ``code``, with ``tags=…``; ``answer``, a file to write; ``grade``, checks and
    their points; ``prose``, an answer that is marked by hand, and its points.
    """
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    cells = [
        _cell(head["kind"], head["name"], head["more"] or "", text[head.end() : end].strip("\n"))
        for head, end in zip(heads, ends, strict=True)
    ]
    return new_notebook(cells=cells, metadata=_KERNEL)


def _cell(kind: str, name: str, more: str, source: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    metadata: dict[str, Any] = {}
    if more.startswith("tags="):
        metadata["tags"] = more.removeprefix("tags=").split(",")
    if kind in {"answer", "grade", "prose"}:
        metadata["nbgrader"] = {
            "grade": kind != "answer",
            "grade_id": name,
            "locked": kind == "grade",
            "schema_version": _NBGRADER_SCHEMA,
            "solution": kind != "grade",
            "task": False,
            **({"points": int(more)} if more else {}),
        }
    make = new_markdown_cell if kind in {"markdown", "prose"} else new_code_cell
    return make(source, id=name, metadata=metadata)
