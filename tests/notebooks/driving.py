"""Which cells of a unit drive Docker themselves: by the SDK, or by the command line."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from tests.notebooks.units import code_cells, is_answer, is_grade, tags

_OWN = {"setup", "predict", "try", "explorer", "clean-up"}
_COMMAND = re.compile(r"^(?:\w+ = )?%docker (.+)", re.MULTILINE)
_CELL = re.compile(r"\A%%docker *(.*)\n")


def demonstrations(unit: str) -> list[Any]:
    """Return the cells that show something: no set-up, no answer, no grade, nothing to play with."""
    return [
        cell
        for cell in code_cells(unit)
        if not is_answer(cell) and not is_grade(cell) and not _OWN & set(tags(cell))
    ]


def driving(unit: str) -> list[Any]:
    """Return the demonstrations that call the SDK or run a command."""
    made = {"client"}
    found, shown = [], demonstrations(unit)
    for cell in code_cells(unit):
        tree = ast.parse(_python(cell))
        calls = any(_is_sdk(node, made) for node in ast.walk(tree))
        made |= {name for node in ast.walk(tree) for name in _made(node, made)}
        if (calls or commands(cell)) and cell in shown:
            found.append(cell)
    return found


def commands(cell: Any) -> list[str]:
    """Return the `docker` commands that a cell runs."""
    source = _joined(cell)
    if head := _CELL.match(source):
        lines = [head[1]] if head[1] else source[head.end() :].splitlines()
    else:
        lines = _COMMAND.findall(source)
    return [f"docker {line}" for line in lines]


def is_run(command: str, unit: str) -> bool:
    """Return whether a unit runs a command that the notes name: its words in order, others between them."""
    return any(_holds(line.split(), command.split()) for cell in code_cells(unit) for line in commands(cell))


def _python(cell: Any) -> str:
    """Return a cell without its magics."""
    lines = [] if cell.source.startswith("%%") else _joined(cell).splitlines()
    return "\n".join(line for line in lines if not re.match(r"\s*(\w+ = )?[%!]", line))


def _joined(cell: Any) -> str:
    """Return a cell whose commands stand on one line each."""
    return str(cell.source).replace("\\\n", " ")


def _holds(words: list[str], wanted: list[str]) -> bool:
    rest = iter(words)
    return all(any(fnmatchcase(word, one) for word in rest) for one in wanted)


def _is_sdk(node: ast.AST, made: set[str]) -> bool:
    """Return whether a node uses an attribute of the client, or of what came from it."""
    return isinstance(node, ast.Attribute) and bool(_names(node) & made)


def _made(node: ast.AST, made: set[str]) -> Iterator[str]:
    """Yield the names that a node gives to what came from the client."""
    if isinstance(node, ast.Assign) and _is_from(node.value, made):
        yield from (name for target in node.targets for name in _names(target))
    elif isinstance(node, ast.For | ast.comprehension) and _is_from(node.iter, made):
        yield from _names(node.target)


def _is_from(node: ast.AST, made: set[str]) -> bool:
    return any(_is_sdk(part, made) for part in ast.walk(node))


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
