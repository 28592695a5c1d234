"""What the course notes say of three ways to build, beside what an engine says of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quaycrane.units.image_size.labs.savings import Savings

_WAYS = {
    "as it came": ("unoptimised", 900e6, 900e6),
    "small base": ("small base, two stages", 150e6, 150e6),
    "distroless": ("distroless", 80e6, 120e6),
}
_NEAR = 0.1


@dataclass(frozen=True)
class Way:
    """A way to build.

    Attributes:
        way: What the notes call it.
        the_notes_say: Their figure, in words.
        size_bytes: The size of the image that was built so.
        verdict: How the two compare.
    """

    way: str
    the_notes_say: str
    size_bytes: int
    verdict: str


def beside_notes(savings: "Savings") -> tuple[Way, ...]:
    """Return the notes' three ways with their figures and the built images' sizes."""
    rows = []
    for technique, (way, least, most) in _WAYS.items():
        size_bytes = savings.size_bytes(technique)
        said = f"about {most / 1e6:.0f} MB" if least == most else f"{least / 1e6:.0f} to {most / 1e6:.0f} MB"
        verdict = "as they say"
        if size_bytes > most * (1 + _NEAR):
            verdict = f"{size_bytes / most:.1f} times the figure"
        elif size_bytes < least * (1 - _NEAR):
            verdict = f"{size_bytes / least:.1f} of the figure"
        rows.append(Way(way, said, size_bytes, verdict))
    return tuple(rows)
