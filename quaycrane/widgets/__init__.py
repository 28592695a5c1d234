"""What the units' explorers share: one look, the keyboard, and how they try something."""

from quaycrane.widgets import look
from quaycrane.widgets.keyboard import playable
from quaycrane.widgets.trial import Trial

__all__ = ["Trial", "look", "playable"]
