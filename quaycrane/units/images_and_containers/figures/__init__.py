"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.figures import live
from quaycrane.units.images_and_containers.figures.life_and_death import life_and_death
from quaycrane.units.images_and_containers.figures.use_over_time import use_over_time

__all__ = ["life_and_death", "live", "use_over_time"]
