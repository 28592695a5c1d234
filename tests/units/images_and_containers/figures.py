"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.images_and_containers.figures import life_and_death, use_over_time
from quaycrane.units.images_and_containers.labs import Phase
from tests.units.images_and_containers import results

FIGURES = {
    "life and death": lambda ax=None: life_and_death(results.stops(), ax=ax),
    "use over time": lambda ax=None: use_over_time(results.use(), ax=ax),
    "use over time, as it begins": lambda ax=None: use_over_time(results.use(Phase.BUSY), ax=ax),
}
