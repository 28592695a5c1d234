"""Watches what one container uses: busy, paused, idle, stopped."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean
from typing import TYPE_CHECKING, Any, cast

from quaycrane.engine import Running, explained, wait_until
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "python:3.13-slim"
_PAUSE_SECONDS = 0.4
_NANOSECONDS = 1e9
_HALF_A_CPU = 500_000_000
_PROGRAM = """
import signal, sys, time
signal.signal(signal.SIGUSR1, lambda *_: sys.exit(time.sleep(300)))
held = bytearray(b"x" * 40_000_000)
print("ready", flush=True)
while True:
    pass
"""


class Phase(StrEnum):
    """What the container was doing."""

    BUSY = "busy"
    PAUSED = "paused"
    IDLE = "idle"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Sample:
    """What the container used between one look and the next.

    Attributes:
        phase: What it was doing.
        seconds: When, from the first look.
        cpu_percent: Of one CPU.
        memory_bytes: Of memory, without what the kernel only caches.
    """

    phase: Phase
    seconds: float
    cpu_percent: float
    memory_bytes: int


@dataclass(frozen=True)
class Use:
    """The use of one container over time.

    Attributes:
        samples: In the order in which they were taken.
        provenance: Where it ran.
    """

    samples: tuple[Sample, ...]
    provenance: Provenance

    def cpu_percent(self, phase: Phase) -> float:
        """Return the CPU that a phase used, on average, in percent of one."""
        return mean(sample.cpu_percent for sample in self.samples if sample.phase is phase)

    def memory_bytes(self, phase: Phase) -> int:
        """Return the memory at the end of a phase."""
        return [sample.memory_bytes for sample in self.samples if sample.phase is phase][-1]

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that were seen so far."""
        seen = {sample.phase for sample in self.samples}
        return tuple(phase for phase in Phase if phase in seen)

    @property
    def sentence(self) -> str:
        """What each phase used, in words."""
        return " ".join(
            f"{phase.capitalize()}: {self.cpu_percent(phase):.0f} % of a CPU and "
            f"{self.memory_bytes(phase) / 1e6:.0f} MB."
            for phase in self.phases
        )

    @property
    def without_cpu(self) -> list[str]:
        """The phases that used less than one percent of a CPU."""
        return [str(phase) for phase in self.phases if self.cpu_percent(phase) < 1]


def use_over_time(
    engine: "Engine", *, seconds_each: float = 2.5, on_sample: Callable[[Use], object] = lambda _: None
) -> Use:
    """Let one container be busy, paused, idle and stopped, and look several times in each.

    Args:
        engine: Where to run it.
        seconds_each: How long each phase lasts.
        on_sample: Told the use so far, after each look.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    source = provenance(engine, _IMAGE)
    samples: list[Sample] = []
    with engine.running(_IMAGE, ["python", "-c", _PROGRAM], nano_cpus=_HALF_A_CPU) as running:
        wait_until(running.logs, timeout_seconds=60, what="the program is ready")
        watch = _Watch(running)
        for phase in Phase:
            _enter(running, phase)
            for sample in watch.samples(phase, seconds_each):
                samples.append(sample)
                on_sample(Use(tuple(samples), source))
    return Use(tuple(samples), source)


def _enter(running: Running, phase: Phase) -> None:
    container = running.container
    with explained():
        match phase:
            case Phase.PAUSED:
                container.pause()
            case Phase.IDLE:
                container.unpause()
                container.kill(signal="SIGUSR1")
            case Phase.STOPPED:
                container.stop(timeout=0)


class _Watch:
    """Looks at a container, and remembers the look before."""

    def __init__(self, running: Running) -> None:
        self._running, self._began = running, time.monotonic()
        self._at, self._used, _ = self._look()

    def samples(self, phase: Phase, seconds: float) -> Iterator[Sample]:
        """Yield a sample each moment for so many seconds."""
        self._at, self._used, _ = self._look()  # the change of phases belongs to none
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            time.sleep(_PAUSE_SECONDS)
            at, used, memory = self._look()
            percent = 100 * max(used - self._used, 0) / _NANOSECONDS / (at - self._at)
            self._at, self._used = at, used
            yield Sample(phase, at - self._began, percent, memory)

    def _look(self) -> tuple[float, int, int]:
        """Return the moment, the CPU time that was used until then, in nanoseconds, and the memory."""
        with explained():
            stats = cast("dict[str, Any]", self._running.container.stats(stream=False, one_shot=True))
        memory = stats["memory_stats"]
        parts = memory.get("stats", {})
        cached = parts.get("total_inactive_file", parts.get("inactive_file", 0))
        used = stats["cpu_stats"]["cpu_usage"]["total_usage"]
        return time.monotonic(), used, max(memory.get("usage", 0) - cached, 0)
