"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.networking.figures import modes, network_map, reach_matrix
from tests.units.networking import results

FIGURES = {
    "networking: reach matrix": lambda ax=None: reach_matrix(results.reach(), ax=ax),
    "networking: network map": lambda ax=None: network_map(results.network_map(), ax=ax),
    "networking: modes": lambda ax=None: modes(results.modes(), ax=ax),
}
