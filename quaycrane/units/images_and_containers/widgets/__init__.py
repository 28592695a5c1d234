"""One explorer a file."""

from quaycrane.units.images_and_containers.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
