"""One explorer a file."""

from quaycrane.units.writing_dockerfiles.widgets.practice_explorer import explore_practices

__all__ = ["explore_practices"]
