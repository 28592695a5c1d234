"""Stops containers whose main processes answer the signal in different ways, all at the same time."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, wait_until
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "alpine:3"
_KILLED = 137


class Way(StrEnum):
    """How a container's main process answers the signal to stop."""

    DEAF = "no handler"
    INIT = "no handler, --init"
    HANDLER = "a handler"
    BUSY = "a handler, busy for 4 s"

    @property
    def script(self) -> str:
        """What the main process does; it prints a line when it is ready for the signal."""
        match self:
            case Way.HANDLER:
                return "trap 'exit 0' TERM; echo ready; sleep 300 & wait"
            case Way.BUSY:  # a shell runs its handler when the child in front has ended
                return "trap 'exit 0' TERM; echo ready; while :; do sleep 4; done"
        return "echo ready; exec sleep 300"


@dataclass(frozen=True)
class ContainerEnd:
    """How one container ended.

    Attributes:
        way: How its main process answers.
        seconds: From `docker stop` until it had ended.
        code: Its exit code.
    """

    way: Way
    seconds: float
    code: int

    @property
    def was_killed(self) -> bool:
        """Whether the engine killed it when the grace was over."""
        return self.code == _KILLED


@dataclass(frozen=True)
class Stops:
    """Containers that were stopped side by side.

    Attributes:
        endings: One for each way.
        provenance: Where they ran.
    """

    endings: tuple[ContainerEnd, ...]
    provenance: Provenance

    def of(self, way: Way) -> ContainerEnd:
        """Return the ending of one way."""
        return next(ending for ending in self.endings if ending.way is way)

    @property
    def seconds_without_handler(self) -> float:
        """How long the stop of a process without a handler took."""
        return self.of(Way.DEAF).seconds

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        return " ".join(
            f"{ending.way.capitalize()}: {'killed' if ending.was_killed else 'ended by itself'} "
            f"after {ending.seconds:.1f} s, code {ending.code}."
            for ending in self.endings
        )


def stops(engine: "Engine") -> Stops:
    """Stop a container of each way at the same moment, so that the longest wait is waited for once.

    Args:
        engine: Where to run them.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    with ExitStack() as stack:
        started = [(way, stack.enter_context(_started(engine, way))) for way in Way]
        for _, running in started:
            wait_until(running.logs, timeout_seconds=30, what="the main process is ready")
        with ThreadPoolExecutor(len(started)) as pool:
            endings = tuple(pool.map(lambda one: _stopped(*one), started))
    return Stops(endings, provenance(engine, _IMAGE))


def _started(engine: "Engine", way: Way) -> AbstractContextManager[Running]:
    return engine.running(_IMAGE, ["sh", "-c", way.script], init=way is Way.INIT)


def _stopped(way: Way, running: Running) -> ContainerEnd:
    began = time.monotonic()
    with explained():
        running.container.stop()
    seconds = time.monotonic() - began
    return ContainerEnd(way, seconds, running.exit_code or 0)
