"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.security.figures.limits_at_work import cpu_at_limits, memory_at_limits
from quaycrane.units.security.figures.token_places import token_places
from quaycrane.units.security.figures.who_may import who_may

__all__ = ["cpu_at_limits", "memory_at_limits", "token_places", "who_may"]
