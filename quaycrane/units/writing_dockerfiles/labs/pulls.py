"""How long images take to pull, by what they weigh."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from quaycrane.engine import push
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import forget, one_layer_copy, pull_seconds

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress, Registry


@dataclass(frozen=True)
class Pull:
    """The pulls of one base.

    Attributes:
        base: Its name.
        compressed_bytes: What it is on the way.
        seconds: The pulls, one a round.
    """

    base: str
    compressed_bytes: int
    seconds: tuple[float, ...]

    @property
    def median_seconds(self) -> float:
        """The middle one."""
        return median(self.seconds)


@dataclass(frozen=True)
class Pulls:
    """The pulls of several bases, the lightest first.

    Attributes:
        pulls: One a base.
        provenance: Where they were pulled to.
    """

    pulls: tuple[Pull, ...]
    provenance: Provenance

    @property
    def fastest(self) -> str:
        """The base that took least time."""
        return min(self.pulls, key=lambda one: one.median_seconds).base

    @property
    def sentence(self) -> str:
        """A line for each base, and how the lightest compares with the heaviest."""
        lines = [
            f"{one.base:<22}{one.compressed_bytes / 1e6:6.1f} MB  {one.median_seconds:5.2f} s"
            for one in self.pulls
        ]
        light, heavy = self.pulls[0], self.pulls[-1]
        share = light.median_seconds / heavy.median_seconds
        lines.append(f"{light.base} took {share:.2f} of the seconds of {heavy.base}.")
        return "\n".join(lines)


def pulls(
    engine: "Engine",
    registry: "Registry",
    references: Sequence[str],
    *,
    rounds: int = 2,
    on_progress: "Progress | None" = None,
) -> Pulls:
    """Pull a copy of each base that shares no layer with anything here, several times.

    Args:
        engine: Where to pull to.
        registry: Where from.
        references: The bases.
        rounds: How often each is pulled.
        on_progress: Told each base.

    Raises:
        QuaycraneError: A base is not there, or a pull failed.
    """
    found = []
    for reference in references:
        if on_progress:
            on_progress(f"push and pull {reference}")
        found.append(_timed(engine, registry, reference, rounds))
    found.sort(key=lambda one: one.compressed_bytes)
    return Pulls(tuple(found), provenance(engine, *references))


def _timed(engine: "Engine", registry: "Registry", reference: str, rounds: int) -> Pull:
    path = f"copies/{reference.replace(':', '-')}"
    name = f"{registry.address}/{path}"
    try:
        one_layer_copy(engine, reference, name, "latest")
        push(engine, name, lambda *_: None)
        seconds = []
        for _ in range(rounds):
            forget(engine, name, "latest")
            seconds.append(pull_seconds(engine, name, "latest"))
    finally:
        forget(engine, name, "latest")
    return Pull(reference, sum(registry.layer_bytes(path)), tuple(seconds))
