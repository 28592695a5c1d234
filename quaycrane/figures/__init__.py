"""One figure a file: `figure(result, ax=None)` draws a result; its title states the finding."""

from quaycrane.figures.moving import live
from quaycrane.figures.save import as_svg, save
from quaycrane.figures.service_graph import service_graph

__all__ = ["as_svg", "live", "save", "service_graph"]
