"""One explorer a file."""

from quaycrane.units.image_size.widgets.layer_explorer import explore_layers

__all__ = ["explore_layers"]
