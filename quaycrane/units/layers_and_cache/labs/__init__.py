"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.layers_and_cache.labs.rebuild import Rebuild, RebuildTimings, rebuild, rebuild_timings
from quaycrane.units.layers_and_cache.labs.sharing import ImageLayers, Sharing, layer_sharing
from quaycrane.units.layers_and_cache.labs.workspace import (
    BAD_DOCKERFILE,
    BASE,
    GOOD_DOCKERFILE,
    Edit,
    Order,
    Workspace,
)

__all__ = [
    "BAD_DOCKERFILE",
    "BASE",
    "GOOD_DOCKERFILE",
    "Edit",
    "ImageLayers",
    "Order",
    "Rebuild",
    "RebuildTimings",
    "Sharing",
    "Workspace",
    "layer_sharing",
    "rebuild",
    "rebuild_timings",
]
