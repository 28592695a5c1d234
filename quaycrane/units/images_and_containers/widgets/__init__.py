"""The unit's explorer."""

from quaycrane.units.images_and_containers.widgets.life_explorer import explore_life

__all__ = ["explore_life"]
