"""One explorer a file."""

from quaycrane.units.args_and_env.widgets.code_explorer import explore_codes

__all__ = ["explore_codes"]
