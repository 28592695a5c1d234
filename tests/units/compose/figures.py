"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.compose.figures import start_time_line, which_source_wins, who_was_made_anew
from tests.units.compose import results

FIGURES = {
    "compose: start time line": lambda ax=None: start_time_line(results.starts(), ax=ax),
    "compose: which source wins": lambda ax=None: which_source_wins(results.sources(), ax=ax),
    "compose: who was made anew": lambda ax=None: who_was_made_anew(results.changes(), ax=ax),
}
