"""Counts which layers several images share, and what the engine stores of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import Layer
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class ImageLayers:
    """An image and its layers.

    Attributes:
        reference: The name under which a figure shows it.
        layers: Its layers, bottom first.
    """

    reference: str
    layers: tuple[Layer, ...]

    @property
    def size_bytes(self) -> int:
        """The sum of its layers: the same on every image store."""
        return sum(layer.size_bytes for layer in self.layers)


@dataclass(frozen=True)
class Sharing:
    """Images that may share layers; a layer is shared when at least two of them hold it.

    Attributes:
        images: The images.
        provenance: Where they are.
    """

    images: tuple[ImageLayers, ...]
    provenance: Provenance

    def shared_bytes(self, reference: str) -> int:
        """Return the bytes of an image's layers that another image holds too."""
        shared = self._shared()
        return sum(layer.size_bytes for layer in self._image(reference).layers if layer.digest in shared)

    def own_bytes(self, reference: str) -> int:
        """Return the bytes of the layers that no other image holds."""
        return self._image(reference).size_bytes - self.shared_bytes(reference)

    @property
    def sum_bytes(self) -> int:
        """What the images would take if each were stored on its own."""
        return sum(image.size_bytes for image in self.images)

    @property
    def stored_bytes(self) -> int:
        """What the engine stores: each layer once."""
        distinct = {layer.digest: layer.size_bytes for image in self.images for layer in image.layers}
        return sum(distinct.values())

    def _shared(self) -> set[str]:
        holders = Counter(
            digest for image in self.images for digest in {layer.digest for layer in image.layers}
        )
        return {digest for digest, count in holders.items() if count > 1}

    def _image(self, reference: str) -> ImageLayers:
        return next(image for image in self.images if image.reference == reference)


def layer_sharing(engine: "Engine", images: Mapping[str, str]) -> Sharing:
    """Count what images share.

    Args:
        engine: Where the images are.
        images: From the name to show to the reference or id.

    Raises:
        QuaycraneError: One of them is not there.
    """
    images_read = tuple(ImageLayers(name, engine.layers(reference)) for name, reference in images.items())
    return Sharing(images_read, provenance(engine, *images.values()))
