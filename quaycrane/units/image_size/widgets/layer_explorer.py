"""The explorer of an image's layers: choose an image and a layer, and read which files it touches."""

from collections.abc import Callable, Mapping

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.image_size.labs import LayerMap, MappedLayer, Path
from quaycrane.widgets import look, playable

_SHOWN = 10
_CHARACTERS = 64
_HEADINGS = ("file", "what the layer does to it", "size", "in a container")
_STAYS = {"added": "there", "replaced": "there", "deleted": "gone, and still stored below"}


def explore_layers(read: Callable[[str], LayerMap], images: Mapping[str, str]) -> widgets.VBox:
    """Return the explorer.

    Args:
        read: Maps the image of a reference; a `QuaycraneError` from it is shown as text.
        images: From the name to show to the reference; one at least.
    """
    return _Explorer(read, images).box


class _Explorer:
    def __init__(self, read: Callable[[str], LayerMap], images: Mapping[str, str]) -> None:
        self._read, self._maps = read, dict[str, LayerMap]()
        self._images = _choice("Image:", images.items())
        self._layers = _choice("Layer, the top one first:", ())
        self._told = widgets.HTML()
        self.box = playable(*self._labelled(self._images), *self._labelled(self._layers), self._told)
        self._images.observe(self._image_chosen, "value")
        self._layers.observe(self._layer_chosen, "value")
        self._image_chosen(None)

    @staticmethod
    def _labelled(choice: widgets.Select) -> tuple[widgets.Widget, ...]:
        return widgets.HTML(look.strong(choice.tooltip)), choice

    def _image_chosen(self, _change: object) -> None:
        reference = self._images.value
        try:
            if reference not in self._maps:
                self._maps[reference] = self._read(reference)
        except QuaycraneError as error:
            self._told.value = look.failure(error)
            return
        layers = list(enumerate(self._maps[reference].layers, 1))
        self._layers.options = [(_line(number, layer), number) for number, layer in reversed(layers)]
        self._layers.rows = min(len(layers), 12)
        self._layers.value = len(layers)
        self._layer_chosen(None)

    def _layer_chosen(self, _change: object) -> None:
        shown = self._maps.get(self._images.value)
        if shown and self._layers.value:
            self._told.value = _told(shown.layers[self._layers.value - 1])


def _choice(question: str, options: object) -> widgets.Select:
    return widgets.Select(options=list(options), tooltip=question, rows=4, layout=look.wide("46em"))  # type: ignore[call-overload]


def _line(number: int, layer: MappedLayer) -> str:
    words = " ".join(layer.instruction.replace("/bin/sh -c ", "").split())[:_CHARACTERS]
    return f"{number}: {_size(layer.size_bytes)}  {words}"


def _told(layer: MappedLayer) -> str:
    deeds = [f"{deed} {_size(layer.bytes_of(deed))}" for deed in ("added", "replaced", "deleted")]
    wasted = f"of that no container sees {_size(layer.wasted_bytes)}"
    more = len(layer.paths) - _SHOWN
    parts = [look.strong(f"{', '.join(deeds)}; {wasted}")]
    if layer.paths:
        parts.append(look.grid(_HEADINGS, [_row(one) for one in layer.paths[:_SHOWN]], right=(2,)))
    if more > 0:
        parts.append(look.quiet(f"and {more} more files"))
    return look.box("notice" if layer.wasted_bytes else "good", parts)


def _row(one: Path) -> tuple[str, ...]:
    stays = "replaced or deleted above" if one.is_wasted else _STAYS[one.deed]
    return look.code(one.path), look.prose(one.deed), _size(one.size_bytes), look.prose(stays)


def _size(size_bytes: int) -> str:
    for factor, unit in ((1e6, "MB"), (1e3, "kB")):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes} B"
