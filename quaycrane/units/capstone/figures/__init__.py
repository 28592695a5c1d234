"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.capstone.figures.report_card import report_card
from quaycrane.units.capstone.figures.time_lines import time_lines

__all__ = ["report_card", "time_lines"]
