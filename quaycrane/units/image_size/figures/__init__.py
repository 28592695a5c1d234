"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.image_size.figures.base_sizes import base_sizes
from quaycrane.units.image_size.figures.history import history
from quaycrane.units.image_size.figures.layers import layers
from quaycrane.units.image_size.figures.pull_seconds import pull_seconds
from quaycrane.units.image_size.figures.waterfall import waterfall

__all__ = ["base_sizes", "history", "layers", "pull_seconds", "waterfall"]
