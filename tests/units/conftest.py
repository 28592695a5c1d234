"""Units that nobody touched take turns on the engine."""

from pathlib import Path

import pytest

from quaycrane.units import package_name
from tests.sample import touched_units

_TOUCHED = touched_units()
_PACKAGES = None if _TOUCHED is None else {package_name(unit) for unit in _TOUCHED}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let what asks an engine run every other day, where one can tell that its unit stayed as it was."""
    if _PACKAGES is None or "engine" not in getattr(item, "fixturenames", ()):
        return
    if not _PACKAGES & {*item.path.relative_to(Path(__file__).parent).parts}:
        item.add_marker(pytest.mark.sampled(2))
