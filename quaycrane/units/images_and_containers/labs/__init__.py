"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.labs import Registry
from quaycrane.units.images_and_containers.labs.box import Action, Box, Main, Seen
from quaycrane.units.images_and_containers.labs.stops import ContainerEnd, Stops, Way, stops
from quaycrane.units.images_and_containers.labs.use import Phase, Sample, Use, use_over_time

__all__ = [
    "Action",
    "Box",
    "ContainerEnd",
    "Main",
    "Phase",
    "Registry",
    "Sample",
    "Seen",
    "Stops",
    "Use",
    "Way",
    "stops",
    "use_over_time",
]
