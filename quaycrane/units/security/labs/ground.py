"""Asks how far root of a container is from root of the engine's machine."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import explained, run_once

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_FIRST_USERS = 3


@dataclass(frozen=True)
class Ground:
    """What lies between a container and its machine.

    Attributes:
        root_is: The user of the engine's machine that root in a container is.
        rootless: Whether the daemon itself is a plain user.
        guards: What else the engine puts between them, as it names them.
        unlimited: What it cannot limit.
    """

    root_is: int
    rootless: bool
    guards: tuple[str, ...]
    unlimited: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What it means for this unit."""
        guards = f"What else the engine puts between them: {', '.join(self.guards)}." if self.guards else ""
        if self.rootless:
            told = (
                "This engine is rootless: root in a container is the user who started the daemon, "
                "so what is said below of the machine's root holds for that user."
            )
        elif self.root_is:
            told = (
                f"This engine maps users: root in a container is user {self.root_is} of the engine's "
                "machine, whom nothing there belongs to. What happens inside is the same."
            )
        else:
            told = "Root in a container is user 0, root, of the engine's machine."
        free = (
            f"It cannot limit {', '.join(self.unlimited)}: what a limit stops below goes on here."
            if self.unlimited
            else ""
        )
        return " ".join(part for part in (told, guards, free) if part)


def ground(engine: "Engine") -> Ground:
    """Return what lies between a container and the engine's machine.

    Raises:
        QuaycraneError: The engine refused.
    """
    with explained():
        told = engine.client.info().get("SecurityOptions") or []
    names = tuple(one.split(",")[0].removeprefix("name=") for one in told)
    mapped = run_once(engine, "alpine:3", ["cat", "/proc/self/uid_map"], environment={}).output.split()
    root_is = int(mapped[1]) if len(mapped) >= _FIRST_USERS else 0
    guards = tuple(one for one in names if one not in {"rootless", "userns"})
    return Ground(root_is, "rootless" in names, guards, engine.facts().unlimited)
