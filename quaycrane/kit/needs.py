"""Which images a unit needs: those that its set-up cell asks `start` for."""

import ast
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def references_of(notebook: str) -> tuple[str, ...]:
    """Return the references that a notebook gives to `start`, in order.

    Args:
        notebook: The notebook's text.
    """
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return asked_for("".join(cell["source"]) for cell in cells if "setup" in cell["metadata"].get("tags", ()))


def asked_for(setup: Iterable[str]) -> tuple[str, ...]:
    """Return the references that set-up cells give to `start`, in order.

    Args:
        setup: Their texts.
    """
    code = "\n".join(line for text in setup for line in text.splitlines() if not line.startswith(("%", "!")))
    return tuple(
        argument.value
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "start"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


@cache
def needs(source: Path) -> dict[str, frozenset[str]]:
    """Return the references that each unit of a folder needs, by the unit's name."""
    return {
        path.parent.name: frozenset(references_of(path.read_text(encoding="utf-8")))
        for path in sorted(source.glob("*/*.ipynb"))
    }
