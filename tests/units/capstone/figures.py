"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.capstone.figures import time_lines
from tests.units.capstone import results

FIGURES = {
    "capstone: time lines": lambda ax=None: time_lines(results.compared(), ax=ax),
}
