"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.image_size.figures import base_sizes, history, layers, pull_seconds, waterfall
from tests.units.image_size import results

FIGURES = {
    "image size: history": lambda ax=None: history(results.sizes(), ax=ax),
    "image size: history, one layer": lambda ax=None: history(results.sizes(3.0), ax=ax),
    "image size: bases": lambda ax=None: base_sizes(results.bases(), ax=ax),
    "image size: pulls": lambda ax=None: pull_seconds(results.pulls(), ax=ax),
    "image size: waterfall": lambda ax=None: waterfall(results.savings(), ax=ax),
    "image size: layers": lambda ax=None: layers(results.layer_map(), ax=ax),
    "image size: layers, none wasted": lambda ax=None: layers(results.tidy_map(), ax=ax),
}
