"""The package's own modules, read as text and as syntax trees."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quaycrane.kit import project_root

PACKAGE = project_root() / "quaycrane"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))


@dataclass(frozen=True)
class Room:
    """A part of the package.

    Attributes:
        part: A sub-package, or a module's own name; in a unit's package the same.
        unit: The unit's package; empty for what all units share.
    """

    part: str
    unit: str = ""


def room(path: Path) -> Room:
    """Return the part of the package that a module belongs to."""
    return _room(path.relative_to(PACKAGE).with_suffix("").parts)


def used_rooms(path: Path) -> set[Room]:
    """Return the parts of the package that a module imports from, without its own."""
    words = (word.split(".")[1:] for word in imported(path) if word.startswith("quaycrane."))
    return {_room(parts) for parts in words} - {room(path)}


def _room(parts: Sequence[str]) -> Room:
    if parts[0] == "units" and parts[1:] and Path(PACKAGE, "units", parts[1]).is_dir():
        return Room(parts[2] if parts[2:] else "__init__", parts[1])
    return Room(parts[0])


def imported(path: Path) -> Iterator[str]:
    """Return the full names that a module imports anywhere, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
