"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.labs.rebuild import Progress, Rebuild, RebuildTimings, rebuild, rebuild_timings
from quaycrane.labs.removal import Removal, removal
from quaycrane.labs.sharing import ImageLayers, Sharing, layer_sharing
from quaycrane.labs.stack import LayerStack, layer_stack
from quaycrane.labs.workspace import BAD_DOCKERFILE, GOOD_DOCKERFILE, Edit, Order, Workspace
from quaycrane.labs.writable import WritableLayer, writable_layer

__all__ = [
    "BAD_DOCKERFILE",
    "GOOD_DOCKERFILE",
    "Edit",
    "ImageLayers",
    "LayerStack",
    "Order",
    "Progress",
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
