"""One explorer a file."""

from quaycrane.units.compose.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
