"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.security.figures import cpu_at_limits, memory_at_limits, token_places, who_may
from tests.units.security.results import hidings, memory, powers, shares

FIGURES = {
    "security: who may": lambda ax=None: who_may(powers(), ax=ax),
    "security: token places": lambda ax=None: token_places(hidings(), ax=ax),
    "security: memory at limits": lambda ax=None: memory_at_limits(memory(), ax=ax),
    "security: cpu at limits": lambda ax=None: cpu_at_limits(shares(), ax=ax),
}
