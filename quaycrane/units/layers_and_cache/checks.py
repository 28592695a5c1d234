"""What the unit's grade cells call."""

from quaycrane.checks import check

__all__ = ["check"]
