"""What the package offers is listed, documented and enough for the notebooks."""

import importlib
import inspect
import re

import nbformat
import pytest

import quaycrane
from quaycrane.kit import course_root

PARTS = ("checks", "engine", "figures", "grading", "kit", "labs", "notebook", "widgets")


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


@pytest.mark.parametrize("part", ["checks", "figures", "labs", "widgets"])
def test_notebooks_use_only_what_is_listed(part: str) -> None:
    """Every name that a unit takes from a part is one that the part offers."""
    offered = importlib.import_module(f"quaycrane.{part}").__all__
    for path in (course_root() / "source").glob("*/*.ipynb"):
        text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert set(re.findall(rf"\b{part}\.(\w+)", text)) <= set(offered)
