"""How large images are: the sum of their layers, without the packages that the course keeps in its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import Layer
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_KEPT = "/usr/local/share/npm-cache/"


@dataclass(frozen=True)
class Size:
    """An image and its layers.

    Attributes:
        name: What a figure calls it.
        layers: Its layers, bottom first, without that of the course's npm cache.
        cache_bytes: What that layer holds; 0 in published images, which have none.
    """

    name: str
    layers: tuple[Layer, ...]
    cache_bytes: int = 0

    @property
    def size_bytes(self) -> int:
        """The sum of its layers: the one size of this unit, the same on every engine and store."""
        return sum(layer.size_bytes for layer in self.layers)


@dataclass(frozen=True)
class Sizes:
    """Images beside each other.

    Attributes:
        images: The images.
        provenance: Where they are.
    """

    images: tuple[Size, ...]
    provenance: Provenance

    @property
    def cache_bytes(self) -> int:
        """The most that was left out of an image for the course's npm cache."""
        return max(image.cache_bytes for image in self.images)

    def of(self, name: str) -> int:
        """Return the bytes of an image."""
        return next(image.size_bytes for image in self.images if image.name == name)


def is_course_cache(instruction: str) -> bool:
    """Return whether an instruction made the layer in which a stand-in keeps packages for npm."""
    return instruction.startswith("COPY") and _KEPT in instruction


def size(engine: "Engine", name: str, reference: str) -> Size:
    """Return an image's layers.

    Raises:
        QuaycraneError: There is no such image.
    """
    layers = engine.layers(reference)
    kept = tuple(layer for layer in layers if not is_course_cache(layer.instruction))
    left_out = sum(layer.size_bytes for layer in layers) - sum(layer.size_bytes for layer in kept)
    return Size(name, kept, left_out)


def sizes(engine: "Engine", images: Mapping[str, str]) -> Sizes:
    """Return the sizes of several images.

    Args:
        engine: Where they are.
        images: From the name to show to the reference or id.

    Raises:
        QuaycraneError: One of them is not there.
    """
    measured = tuple(size(engine, name, reference) for name, reference in images.items())
    return Sizes(measured, provenance(engine, *images.values()))
