"""What the units' own tests offer to those of all units."""

import importlib
from pathlib import Path
from types import ModuleType


def modules(name: str) -> list[ModuleType]:
    """Return the modules of this name that units' test packages hold, in the order of the packages."""
    found = sorted(Path(__file__).parent.glob(f"*/{name}.py"))
    return [importlib.import_module(f"tests.units.{path.parent.name}.{name}") for path in found]
