"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.networking.figures.modes import modes
from quaycrane.units.networking.figures.network_map import network_map
from quaycrane.units.networking.figures.reach_matrix import reach_matrix

__all__ = ["modes", "network_map", "reach_matrix"]
