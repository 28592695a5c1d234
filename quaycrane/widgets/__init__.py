"""What the units' explorers share: one look, and the keyboard."""

from quaycrane.widgets import look
from quaycrane.widgets.keyboard import playable

__all__ = ["look", "playable"]
