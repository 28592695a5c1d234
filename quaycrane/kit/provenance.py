"""Says where a number comes from: which engine, and which stand-in images."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import explained

if TYPE_CHECKING:
    from quaycrane.engine import Engine

STAND_IN_LABEL = "io.quaycrane.stand-in"
"""Label of a stand-in and of all built on it: the reference that it stands in for."""

MADE_OF_LABEL = "io.quaycrane.stand-in.made-of"
"""Label that says what a stand-in is made of."""

DIFFERS_LABEL = "io.quaycrane.stand-in.differs"
"""Label that says where a stand-in is not what its name promises; empty when nowhere."""

RECIPE_LABEL = "io.quaycrane.stand-in.recipe"
"""Label with the fingerprint of the recipe that made a stand-in."""


@dataclass(frozen=True)
class Provenance:
    """Where a result comes from.

    Attributes:
        engine: The engine, in words.
        stand_ins: References for which stand-ins were used.
    """

    engine: str
    stand_ins: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """One line to print under a figure."""
        if not self.stand_ins:
            return self.engine
        return f"{self.engine} · stand-in images: {', '.join(self.stand_ins)}"


def provenance(engine: "Engine", *references: str) -> Provenance:
    """Return where results on `engine` with these images come from.

    A stand-in made on another one names itself, so only the last one of a chain is told.
    """
    with explained():
        labels = [engine.client.images.get(reference).labels for reference in references]
    stand_ins = {label[STAND_IN_LABEL] for label in labels if STAND_IN_LABEL in label}
    return Provenance(engine.describe(), tuple(sorted(stand_ins)))
