"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.layers_and_cache.figures.cache_effect import cache_effect
from quaycrane.units.layers_and_cache.figures.layer_sharing import layer_sharing
from quaycrane.units.layers_and_cache.figures.order_comparison import order_comparison

__all__ = ["cache_effect", "layer_sharing", "order_comparison"]
