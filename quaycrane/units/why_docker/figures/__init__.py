"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.why_docker.figures.first_page import first_page
from quaycrane.units.why_docker.figures.surroundings import surroundings

__all__ = ["first_page", "surroundings"]
