"""One explorer a file."""

from quaycrane.units.image_size.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
