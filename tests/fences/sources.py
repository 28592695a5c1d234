"""The package's own modules, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

from quaycrane.kit import course_root

PACKAGE = course_root() / "quaycrane"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))


def part(path: Path) -> str:
    """Return the part of the package that a module belongs to: its sub-package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Return the full names that a module imports anywhere, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
