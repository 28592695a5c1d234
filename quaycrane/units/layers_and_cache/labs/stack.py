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
        base_layers: The base image's layers, bottom first.
        own_history: What the image's own Dockerfile made, oldest first; entries that only configure
            make no layer.
    """

    layers: tuple[Layer, ...]
    base_layers: tuple[Layer, ...]
    own_history: tuple[HistoryEntry, ...]

    @property
    def base_is_prefix(self) -> bool:
        """Whether the image's first layers are the base's, digest by digest."""
        ours = [layer.digest for layer in self.layers[: len(self.base_layers)]]
        return ours == [layer.digest for layer in self.base_layers]


def layer_stack(engine: "Engine", image: str, base: str) -> LayerStack:
    """Take `image` apart.

    Args:
        engine: Where the image is.
        image: Reference or id.
        base: The reference in its FROM.

    Raises:
        QuaycraneError: One of them is not there.
    """
    own_history = engine.history(image)[len(engine.history(base)) :]
    return LayerStack(engine.layers(image), engine.layers(base), own_history)
