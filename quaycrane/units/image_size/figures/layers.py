"""Draws an image layer by layer: what is of use, what no container sees, and what was only hidden."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style
from quaycrane.units.image_size.figures import shared

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.image_size.labs import LayerMap, MappedLayer

_CHARACTERS = 70
_HIDDEN: dict[str, Any] = {
    "facecolor": "none",
    "edgecolor": style.QUIET,
    "linewidth": 1.1,
    "linestyle": (0, (3, 2)),
}


def layers(layer_map: "LayerMap", ax: "Axes | None" = None) -> "Axes":
    """Draw a row a layer, the top one at the top: to the right what it stores, to the left what it hides.

    Args:
        layer_map: The image.
        ax: Axes to draw on; None makes a figure.
    """
    shown = list(reversed(layer_map.layers))
    most = max(layer.size_bytes for layer in shown) / 1e6 or 1
    hidden = max(layer.bytes_of("deleted") for layer in shown) / 1e6
    with style.panel(ax, 2.2 + 0.58 * len(shown)) as axes:
        axes.barh(-9, 0, label="of use", **shared.DARK)
        axes.barh(-9, 0, label="stored, and no container sees it", **shared.LIGHT)
        for row, layer in enumerate(shown):
            _row(axes, row, layer)
        if hidden:
            axes.barh(-9, 0, label="deleted here: hidden, not freed", **_HIDDEN)
            axes.axvline(0, color=style.INK, linewidth=1)
        words = [_words(layer.instruction) for layer in shown]
        shared.rows_below_words(axes, words, family="monospace")
        axes.set_xlim(-hidden * 1.12, most * 1.25)
        axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
        axes.set_xlabel("megabytes (a million bytes each), layer by layer", fontsize=9)
        style.headline(
            axes,
            f"{style.megabytes_text(layer_map.size_bytes)} are stored; a container sees "
            f"{style.megabytes_text(layer_map.size_bytes - layer_map.wasted_bytes)} of them",
            legend=True,
        )
        style.footnote(axes, layer_map.provenance, below_points=40)
    return axes


def _row(axes: "Axes", row: int, layer: "MappedLayer") -> None:
    useful = layer.size_bytes - layer.wasted_bytes
    axes.barh(row, useful / 1e6, shared.BAR, **shared.DARK)
    axes.barh(row, layer.wasted_bytes / 1e6, shared.BAR, left=useful / 1e6, **shared.LIGHT)
    if layer.size_bytes:
        shared.told(axes, layer.size_bytes, row, style.megabytes_text(layer.size_bytes))
    if deleted := layer.bytes_of("deleted"):
        axes.barh(row, -deleted / 1e6, shared.BAR, **_HIDDEN)


def _words(instruction: str) -> str:
    return style.shortened(instruction.replace("/bin/sh -c ", "").removesuffix(" # buildkit"), _CHARACTERS)
