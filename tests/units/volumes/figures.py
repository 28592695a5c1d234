"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.volumes.figures import edit_to_page, survival
from tests.units.volumes import results

FIGURES = {
    "what survives what": lambda ax=None: survival(results.survival(), ax=ax),
    "edit to page": lambda ax=None: edit_to_page(results.edits(), ax=ax),
}
