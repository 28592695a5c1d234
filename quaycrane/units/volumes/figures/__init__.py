"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.volumes.figures.edit_to_page import edit_to_page
from quaycrane.units.volumes.figures.survival import survival

__all__ = ["edit_to_page", "survival"]
