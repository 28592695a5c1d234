"""The most memory that a run takes: its processes, and the containers that it starts."""

import threading
from contextlib import suppress
from typing import Self

import psutil

from quaycrane.engine import Engine, containers_memory_bytes, patient

_EVERY_SECONDS = 1


class MostMemory:
    """Looks once a second, on a slow engine less often, while a ``with`` block runs.

    Attributes:
        most_bytes: The most that this process's children and the engine's new containers held at one look.
    """

    def __init__(self, engine: Engine) -> None:
        self.most_bytes = 0
        self._engine = engine
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._there = {one.id for one in self._engine.client.containers.list()}
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(patient(_EVERY_SECONDS)):
            held = sum(map(_resident_bytes, psutil.Process().children(recursive=True)))
            held += containers_memory_bytes(self._engine, besides=self._there)
            self.most_bytes = max(self.most_bytes, held)


def _resident_bytes(process: psutil.Process) -> int:
    """Return what a process holds that is its own, 0 when it has ended."""
    with suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0
