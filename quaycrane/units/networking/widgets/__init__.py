"""One explorer a file: controls over a lab."""

from quaycrane.units.networking.widgets.reach_explorer import explore_reach

__all__ = ["explore_reach"]
