"""One explorer a file."""

from quaycrane.units.why_docker.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
