"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.labs import Pull, Pulls, Registry, pulls
from quaycrane.units.image_size.labs.archive import Found, found_in
from quaycrane.units.image_size.labs.bases import Base, Bases, bases
from quaycrane.units.image_size.labs.layer_map import LayerMap, MappedLayer, Path, layer_map
from quaycrane.units.image_size.labs.notes import Way, beside_notes
from quaycrane.units.image_size.labs.savings import Savings, Step, WorkingFolder, savings
from quaycrane.units.image_size.labs.sizes import Size, Sizes, size, sizes

__all__ = [
    "Base",
    "Bases",
    "Found",
    "LayerMap",
    "MappedLayer",
    "Path",
    "Pull",
    "Pulls",
    "Registry",
    "Savings",
    "Size",
    "Sizes",
    "Step",
    "Way",
    "WorkingFolder",
    "bases",
    "beside_notes",
    "found_in",
    "layer_map",
    "pulls",
    "savings",
    "size",
    "sizes",
]
