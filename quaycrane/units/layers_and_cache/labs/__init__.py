"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.layers_and_cache.labs.rebuild import Rebuild, RebuildTimings, rebuild, rebuild_timings
from quaycrane.units.layers_and_cache.labs.removal import Removal, removal
from quaycrane.units.layers_and_cache.labs.sharing import ImageLayers, Sharing, layer_sharing
from quaycrane.units.layers_and_cache.labs.stack import LayerStack, layer_stack
from quaycrane.units.layers_and_cache.labs.workspace import (
    BAD_DOCKERFILE,
    BASE,
    GOOD_DOCKERFILE,
    Edit,
    Order,
    Workspace,
)
from quaycrane.units.layers_and_cache.labs.writable import WritableLayer, writable_layer

__all__ = [
    "BAD_DOCKERFILE",
    "BASE",
    "GOOD_DOCKERFILE",
    "Edit",
    "ImageLayers",
    "LayerStack",
    "Order",
    "Rebuild",
    "RebuildTimings",
    "Removal",
    "Sharing",
    "Workspace",
    "WritableLayer",
    "layer_sharing",
    "layer_stack",
    "rebuild",
    "rebuild_timings",
    "removal",
    "writable_layer",
]
