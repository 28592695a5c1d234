"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.capstone.figures import start_seconds
from quaycrane.units.capstone.labs import Starts
from tests.figures.results import PROVENANCE

FIGURES = {
    "capstone: start seconds": lambda ax=None: start_seconds(Starts((0.4, 0.31, 0.3), PROVENANCE), ax=ax),
}
