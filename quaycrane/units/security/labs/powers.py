"""Tries the same actions as root, as a plain user, and with rights taken away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.kit import Provenance, provenance
from quaycrane.units.security.labs.actions import BASE, Setting, Try, try_actions

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

SETTINGS = {
    "root": Setting(),
    "root, no CHOWN": Setting(drop=("CHOWN",)),
    "root, no capability": Setting(drop=("ALL",)),
    "root, read-only": Setting(read_only=True),
    "user 1000": Setting(user="1000"),
    "user 1000, no new privileges": Setting(user="1000", no_new_privileges=True),
}


@dataclass(frozen=True)
class Powers:
    """What was allowed to whom.

    Attributes:
        tries: For each of `SETTINGS`, what came of each action.
        provenance: Where it was tried.
    """

    tries: dict[str, tuple[Try, ...]]
    provenance: Provenance

    def allowed(self, setting: str) -> int:
        """Return how many actions were allowed with a setting."""
        return sum(one.allowed for one in self.tries[setting])

    def may(self, setting: str, action: str) -> bool:
        """Return whether an action was allowed with a setting."""
        return next(one.allowed for one in self.tries[setting] if one.action == action)


def powers(engine: "Engine", on_progress: "Progress | None" = None) -> Powers:
    """Try ten actions with each setting, each time in a new container.

    Args:
        engine: Where.
        on_progress: Told each setting.

    Raises:
        QuaycraneError: The engine refused.
    """
    tries = {}
    for name, setting in SETTINGS.items():
        if on_progress:
            on_progress(name)
        tries[name] = try_actions(engine, setting)
    return Powers(tries, provenance(engine, BASE))
