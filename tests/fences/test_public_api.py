"""What the package offers is listed, documented and enough for the notebooks."""

import importlib
import inspect
import re

import pytest

import quaycrane
from quaycrane.units import package_name
from tests.notebooks.units import UNITS, notebook

PARTS = (
    "checks",
    "course",
    "engine",
    "figures",
    "grading",
    "kit",
    "labs",
    "notebook",
    "pocket",
    "recorded",
    "units",
    "widgets",
)


def test_the_package_is_a_table_of_contents() -> None:
    """The package lists its parts, sorted, and its text says what each is for."""
    assert quaycrane.__all__ == sorted(quaycrane.__all__)
    assert set(PARTS) < set(quaycrane.__all__)
    assert all(f"``{name}``" in (quaycrane.__doc__ or "") for name in quaycrane.__all__)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_lists_what_it_offers(part: str) -> None:
    """Every listed name is there and says what it is."""
    module = importlib.import_module(f"quaycrane.{part}")
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), f"{part}.{name} says nothing of itself"


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_uses_only_what_its_package_lists(unit: str) -> None:
    """Every name that a unit takes from a room of its package is one that the room offers and explains."""
    text = "\n".join(cell.source for cell in notebook(unit).cells if cell.cell_type == "code")
    package = f"quaycrane.units.{package_name(unit)}"
    (rooms,) = re.findall(rf"^from {re.escape(package)} import (.+)$", text, re.MULTILINE)
    for room in rooms.split(", "):
        module = importlib.import_module(f"{package}.{room}")
        assert set(re.findall(rf"\b{room}\.(\w+)", text)) <= set(module.__all__)
        explained = (getattr(module, name) for name in module.__all__)
        assert all(inspect.getdoc(thing) for thing in explained if callable(thing))
