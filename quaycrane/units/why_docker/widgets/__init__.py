"""One explorer a file."""

from quaycrane.units.why_docker.widgets.limits_explorer import explore_limits

__all__ = ["explore_limits"]
