"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.layers_and_cache.figures import cache_effect, layer_sharing, order_comparison
from quaycrane.units.layers_and_cache.labs import Order
from tests.units.layers_and_cache import results

FIGURES = {
    "cache effect": lambda ax=None: cache_effect(results.timings(), ax=ax),
    "cache effect, bad order": lambda ax=None: cache_effect(results.timings(), Order.BAD, ax=ax),
    "cache effect, one round": lambda ax=None: cache_effect(results.timings(1), ax=ax),
    "order comparison": lambda ax=None: order_comparison(results.timings(), ax=ax),
    "layer sharing": lambda ax=None: layer_sharing(results.sharing(), ax=ax),
}
