"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.capstone.figures.start_seconds import start_seconds

__all__ = ["start_seconds"]
