"""What survives what: nine events, five kinds of storage, asked cell by cell."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.kit import Provenance, provenance
from quaycrane.units.volumes.engine import BASE, Event, Fate, Place, image_with_volume, live, lives
from quaycrane.units.volumes.labs.host_folder import HostFolder

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Survival:
    """What became of a file.

    Attributes:
        fates: For each event and each kind of storage.
        provenance: Where it was tried.
    """

    fates: Mapping[Event, Mapping[Place, Fate]]
    provenance: Provenance

    def survived(self, place: Place) -> int:
        """Return how many events a file in such storage survived: the next container had it."""
        return sum(fates[place] is Fate.THERE for fates in self.fates.values())

    def stranded(self, place: Place) -> list[str]:
        """Return the events after which it was on the disk, and out of the next container's reach."""
        return [event.value for event, fates in self.fates.items() if fates[place] is Fate.STRANDED]


def survival(
    engine: "Engine", host: HostFolder, on_progress: Callable[[str], None] | None = None
) -> Survival:
    """Let a container write a file in each kind of storage, for each event; nothing is left.

    Args:
        engine: Where.
        host: A folder of this machine that the engine sees.
        on_progress: Told each event that is over.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    tell = on_progress or (lambda _: None)
    with tempfile.TemporaryDirectory(prefix="lives-", dir=host.path) as made:
        folders = {event: Path(made, event.name.lower()) for event in Event}
        for folder in folders.values():
            folder.mkdir()
        lived = lives(engine, folders, lambda life: tell(life.event))
    return Survival({life.event: life.fates for life in lived}, provenance(engine, BASE))


class Trial:
    """One event at a time, for the explorer; what was tried is remembered.

    Args:
        engine: Where.
        host: A folder of this machine that the engine sees.
    """

    def __init__(self, engine: "Engine", host: HostFolder) -> None:
        self._engine, self._host = engine, host
        self._stack = ExitStack()
        self._image = ""
        self._known: dict[Event, Mapping[Place, Fate]] = {}

    def __call__(self, event: Event, place: Place) -> Fate:
        """Return what becomes of a file in such storage.

        Raises:
            QuaycraneError: The engine refused, or went away.
        """
        if event not in self._known:
            self._image = self._image or self._stack.enter_context(image_with_volume(self._engine))
            folder = Path(self._host.path, f"trial-{event.name.lower()}")
            folder.mkdir(exist_ok=True)
            self._known[event] = live(self._engine, event, self._image, folder).fates
        return self._known[event][place]

    def close(self) -> None:
        """Remove its image."""
        self._stack.close()
