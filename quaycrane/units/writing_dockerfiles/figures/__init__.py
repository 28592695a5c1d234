"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.writing_dockerfiles.figures.endings import endings
from quaycrane.units.writing_dockerfiles.figures.shrinking import shrinking

__all__ = ["endings", "shrinking"]
