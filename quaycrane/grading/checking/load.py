"""Says how many workers pay: more while the processors idle and memory allows, fewer when they do not."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_LOOK_SECONDS = 1.0
_IDLE, _BUSY = 0.3, 0.05
_PATIENCE_LOOKS = 3  # what opens a slot works for a moment
_GROWTH = 2  # of so many workers one more at a look
_MOST = 32
_REST = 8  # one part in so many of the memory is left to others


@dataclass(frozen=True)
class Load:
    """What a machine has left.

    Attributes:
        idle: The share of its processors that had nothing to do, since it was asked last.
        free_bytes: Memory that a new process can have.
    """

    idle: float
    free_bytes: int


def load() -> Load:
    """Return what this machine has left; of the processors, since this process asked last."""
    memory = psutil.virtual_memory()
    idle = 1 - psutil.cpu_percent() / 100
    return Load(idle, int(memory.available - memory.total / _REST))


class Fitting:
    """As many workers as pay, found while they work.

    Attributes:
        count: How many there may be now.
    """

    def __init__(
        self,
        worker_bytes: int,
        look: Callable[[], Load] = load,
        *,
        least: int | None = None,
        pause_seconds: float = _LOOK_SECONDS,
    ) -> None:
        """Begin with one worker a processor, as far as memory allows.

        Args:
            worker_bytes: As much memory as one may take.
            look: Says what the machine has left.
            least: How many pay on a busy machine; None for one a processor.
            pause_seconds: The least time from one look to the next.
        """
        self._bytes, self._load, self._pause = worker_bytes, look, pause_seconds
        self._least = least or os.cpu_count() or 1
        self._room = max(1, look().free_bytes // max(worker_bytes, 1))
        self.count = min(self._least, self._room)
        self._looked, self._busy = time.monotonic(), 0

    def look(self, working: int) -> None:
        """Change the number after a look at the machine, where it is time for one.

        Args:
            working: How many work now: none is added while one waits to be opened.
        """
        if time.monotonic() - self._looked < self._pause:
            return
        now = self._load()
        self._looked = time.monotonic()
        self._busy = self._busy + 1 if now.idle < _BUSY else 0
        if now.free_bytes < 0:
            self.count = max(1, working - 1)
        elif now.idle >= _IDLE and working >= self.count:
            more = min(max(1, self.count // _GROWTH), now.free_bytes // max(self._bytes, 1))
            self.count = min(self.count + more, _MOST)
        elif self._busy >= _PATIENCE_LOOKS and self.count > self._least:
            self.count, self._busy = self.count - 1, 0
