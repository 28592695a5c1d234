"""The unit's explorers."""

from quaycrane.units.capstone.widgets.drill_explorer import explore_drills

__all__ = ["explore_drills"]
