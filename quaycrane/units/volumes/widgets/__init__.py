"""The unit's explorer."""

from quaycrane.units.volumes.widgets.fate_explorer import explore_fates

__all__ = ["explore_fates"]
