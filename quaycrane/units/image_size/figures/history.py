"""Draws an image's history: how much each instruction put into it."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.image_size.figures import shared

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.image_size.labs import Sizes

_SMALLEST_SHARE = 0.001
_CHARACTERS = 70


def history(sizes: "Sizes", ax: "Axes | None" = None) -> "Axes":
    """Draw the layers of the first image, the newest at the top, as `docker history` lists them.

    Args:
        sizes: The image; what makes less than a thousandth of it is drawn as one row.
        ax: Axes to draw on; None makes a figure.
    """
    image = sizes.images[0]
    large = [layer for layer in image.layers if layer.size_bytes >= _SMALLEST_SHARE * image.size_bytes]
    small = [layer for layer in image.layers if layer not in large]
    bars = [(_words(one.instruction), one.size_bytes) for one in reversed(large)]
    if small:
        bars.append((f"{len(small)} small ones together", sum(one.size_bytes for one in small)))
    with style.panel(ax, 1.9 + 0.56 * len(bars)) as axes:
        for row, (_, size_bytes) in enumerate(bars):
            axes.barh(row, size_bytes / 1e6, shared.BAR, **shared.DARK)
            shared.told(axes, size_bytes, row, style.megabytes_text(size_bytes))
        shared.rows_below_words(axes, [name for name, _ in bars], family="monospace")
        axes.set_xlim(0, max(size_bytes for _, size_bytes in bars) / 1e6 * 1.16)
        axes.set_xlabel(shared.MEGABYTES, fontsize=9)
        first = max(large, key=lambda one: one.size_bytes)
        share = first.size_bytes / image.size_bytes
        whole = style.megabytes_text(image.size_bytes)
        finding = f"{whole}, and {share:.0%} of it came with one instruction of its base"
        if first not in image.layers[: len(image.layers) // 2]:
            finding = f"{whole}, and {share:.0%} of it came with one instruction"
        style.headline(axes, finding)
        shared.source(axes, sizes.provenance, image.cache_bytes)
    return axes


def _words(instruction: str) -> str:
    text = instruction.replace("/bin/sh -c ", "").removesuffix(" # buildkit")
    return style.shortened(text, _CHARACTERS)
