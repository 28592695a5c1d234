"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.figures.cache_effect import cache_effect
from quaycrane.figures.layer_sharing import layer_sharing
from quaycrane.figures.order_comparison import order_comparison
from quaycrane.figures.save import save
from quaycrane.figures.service_graph import service_graph

__all__ = ["cache_effect", "layer_sharing", "order_comparison", "save", "service_graph"]
