"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.args_and_env.figures import start_seconds
from quaycrane.units.args_and_env.labs import Starts
from tests.figures.results import PROVENANCE

FIGURES = {
    "args_and_env: start seconds": lambda ax=None: start_seconds(Starts((0.4, 0.31, 0.3), PROVENANCE), ax=ax),
}
