"""One explorer a file."""

from quaycrane.units.capstone.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
