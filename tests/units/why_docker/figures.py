"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.why_docker.figures import first_page, surroundings
from tests.units.why_docker import results

FIGURES = {
    "first page": lambda ax=None: first_page(results.first_page(), ax=ax),
    "first page, slow": lambda ax=None: first_page(results.first_page(build_seconds=90), ax=ax),
    "surroundings": lambda ax=None: surroundings(results.surroundings(), ax=ax),
    "surroundings, no Python outside": lambda ax=None: surroundings(
        results.surroundings(host=False, leaks=True), ax=ax
    ),
}
