"""Counts the steps that run again when the value of an ARG changes, by the line it stands on."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quaycrane.engine import BuildStep
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

BASE = "alpine:3"
STEPS = ("COPY . /src", "RUN echo install", "RUN echo compile", "RUN echo stamp: $STAMP")
"""The steps below FROM, of which only the last reads the ARG."""
_PLACES = {"at the top": 0, "below COPY": 1, "above its use": 3, "at the end": 4}


@dataclass(frozen=True)
class Cost:
    """One place.

    Attributes:
        place: Where the ARG stands, in words.
        above: How many of the steps stand above it.
        steps: What each did in the build with the other value.
    """

    place: str
    above: int
    steps: tuple[BuildStep, ...]

    @property
    def rerun(self) -> tuple[str, ...]:
        """The steps that ran again, as the Dockerfile has them."""
        return tuple(text for text, step in zip(STEPS, self.steps, strict=True) if not step.cached)


@dataclass(frozen=True)
class Costs:
    """The same Dockerfile, with its ARG in several places.

    Attributes:
        costs: One a place.
        provenance: Where they were built.
    """

    costs: tuple[Cost, ...]
    provenance: Provenance

    def rerun(self, place: str) -> int:
        """Return how many steps ran again with the ARG in a place."""
        return next(len(cost.rerun) for cost in self.costs if cost.place == place)

    @property
    def sentence(self) -> str:
        """What the first place costs beside the one above the use."""
        first, best = self.costs[0], next(cost for cost in self.costs if cost.place == "above its use")
        return (
            f"With the ARG {first.place}, a new value runs {len(first.rerun)} of {len(first.steps)} steps "
            f"again; {best.place}, {len(best.rerun)}."
        )


def place_costs(engine: "Engine", on_progress: "Progress | None" = None) -> Costs:
    """Build with one value and then with another, for each place of the ARG.

    Args:
        engine: Where to build.
        on_progress: Told each place.

    Raises:
        QuaycraneError: The engine refused.
    """
    with TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        Path(folder, "page.txt").write_text(f"{uuid.uuid4()}\n")
        costs = tuple(_cost(engine, Path(folder), place, on_progress) for place in _PLACES)
    return Costs(costs, provenance(engine, BASE))


def _cost(engine: "Engine", folder: Path, place: str, on_progress: "Progress | None") -> Cost:
    if on_progress:
        on_progress(f"ARG {place}")
    above = _PLACES[place]
    lines = [f"FROM {BASE}", *STEPS[:above], "ARG STAMP", *STEPS[above:]]
    for value in ("first", "second"):
        # A value that no build had before, or a second run would find both in the cache.
        given = {"STAMP": f"{value}-{uuid.uuid4()}"}
        made = engine.build(folder, dockerfile="\n".join(lines) + "\n", arguments=given)
    return Cost(place, above, tuple(step for step in made.steps if not step.is_base))
