"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.figures import service_graph
from quaycrane.units.compose.figures.start_time_line import start_time_line
from quaycrane.units.compose.figures.which_source_wins import which_source_wins
from quaycrane.units.compose.figures.who_was_made_anew import who_was_made_anew

__all__ = ["service_graph", "start_time_line", "which_source_wins", "who_was_made_anew"]
