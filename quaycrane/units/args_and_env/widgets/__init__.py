"""One explorer a file."""

from quaycrane.units.args_and_env.widgets.variable_explorer import explore_variable

__all__ = ["explore_variable"]
