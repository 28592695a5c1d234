"""Which checks a unit asks in which folder: its grade cells are run, with nothing behind them."""

import importlib
from collections import defaultdict
from functools import cache
from typing import Any, Self

from quaycrane.checks import Check, known_checks
from quaycrane.units import package_name
from tests.notebooks.units import code_cells, is_grade


class _Unjudged:
    """Stands in for a report."""

    def __add__(self, _: object) -> Self:
        return self

    def mark(self, _points: float) -> float:
        """Give nothing."""
        return 0.0


class _Listener:
    """Stands in for a unit's `checks`: it makes checks as they do, and only notes what is asked."""

    def __init__(self, checks: Any) -> None:
        self._checks = checks
        self.asked: dict[str, dict[str, Check]] = defaultdict(dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._checks, name)

    def check(self, folder: str, *asked: str | Check) -> _Unjudged:
        """Note what is asked, hidden tests included."""
        for one in asked:
            found = known_checks()[one] if isinstance(one, str) else one
            self.asked[folder][found.name] = found
        return _Unjudged()


@cache
def asked(unit: str) -> dict[str, tuple[Check, ...]]:
    """Return the checks that a unit's grade cells ask, by the folder that they ask them of."""
    listener = _Listener(importlib.import_module(f"quaycrane.units.{package_name(unit)}.checks"))
    names: dict[str, Any] = {"checks": listener}
    for cell in code_cells(unit):
        if is_grade(cell):
            exec(cell.source, names)  # noqa: S102 - the course's own cells
    return {folder: tuple(found.values()) for folder, found in listener.asked.items()}


def names_asked(unit: str) -> set[str]:
    """Return the names of all checks that a unit asks."""
    return {check.name for found in asked(unit).values() for check in found}
