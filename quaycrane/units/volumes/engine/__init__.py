"""What labs and checks share: lives of a file, and a folder on the engine's own machine."""

from quaycrane.units.volumes.engine.hosted import Hosted, hosted
from quaycrane.units.volumes.engine.life import Event, Fate, Life, Place, live
from quaycrane.units.volumes.engine.lives import BASE, image_with_volume, lives

__all__ = [
    "BASE",
    "Event",
    "Fate",
    "Hosted",
    "Life",
    "Place",
    "hosted",
    "image_with_volume",
    "live",
    "lives",
]
