"""What the units' explorers share: one look."""

from quaycrane.widgets import look

__all__ = ["look"]
