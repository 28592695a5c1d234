"""The unit's explorer."""

from quaycrane.units.compose.widgets.stack_explorer import explore_stack

__all__ = ["explore_stack"]
