"""Takes an image apart: its layers, its history, and the base below it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import HistoryEntry, Layer

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class LayerStack:
    """The layers of an image and of its base.

    Attributes:
        layers: The image's layers, bottom first.
        history: What made the image, oldest first; entries that only configure make no layer.
        base_layers: The base image's layers, bottom first.
    """

    layers: tuple[Layer, ...]
    history: tuple[HistoryEntry, ...]
    base_layers: tuple[Layer, ...]

    @property
    def base_is_prefix(self) -> bool:
        """Whether the image's first layers are the base's, digest by digest."""
        ours = [layer.digest for layer in self.layers[: len(self.base_layers)]]
        return ours == [layer.digest for layer in self.base_layers]

    @property
    def own_history(self) -> tuple[HistoryEntry, ...]:
        """The entries that the image's own Dockerfile made."""
        layers_seen = 0
        for index, entry in enumerate(self.history):
            layers_seen += entry.makes_layer
            if layers_seen > len(self.base_layers):
                return self.history[index:]
        return ()


def layer_stack(engine: "Engine", image: str, base: str) -> LayerStack:
    """Take `image` apart.

    Args:
        engine: Where the image is.
        image: Reference or id.
        base: The reference in its FROM.

    Raises:
        QuaycraneError: One of them is not there.
    """
    return LayerStack(engine.layers(image), engine.history(image), engine.layers(base))
