"""Draws the layers that several images share, and what the engine stores of them."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.layers_and_cache.labs import Sharing

_SHARED: dict[str, Any] = {
    "facecolor": style.DARK,
    "edgecolor": style.DARK,
    "label": "in a layer that another image holds",
}
_OWN: dict[str, Any] = {
    "facecolor": style.LIGHT,
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
    "label": "in a layer of its own",
}


def layer_sharing(sharing: "Sharing", ax: "Axes | None" = None) -> "Axes":
    """Draw each image's shared and own bytes, then their plain sum against what is stored.

    Args:
        sharing: The images, at least one.
        ax: Axes to draw on; None makes a figure.
    """
    bars = [
        (image.reference, sharing.shared_bytes(image.reference), sharing.own_bytes(image.reference))
        for image in sharing.images
    ]
    own = sum(bar[2] for bar in bars)
    bars.append(("the images added up", sharing.sum_bytes - own, own))
    bars.append(("stored by the engine", sharing.stored_bytes - own, own))
    with style.panel(ax, 2.2 + 0.46 * len(bars)) as axes:
        places = [index + (0.45 if index >= len(sharing.images) else 0) for index in range(len(bars))]
        _draw(axes, places, bars)
        axes.axhline(len(sharing.images) - 0.275, color=style.QUIET, linewidth=0.8, linestyle=(0, (4, 4)))
        axes.set_yticks(places, [style.shortened(bar[0], 22) for bar in bars])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(places[-1] + 0.55, -0.55)
        axes.set_xlabel("megabytes (a million bytes each)", fontsize=9)
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(sharing), legend=True)
        style.footnote(axes, sharing.provenance, below_points=40)
    return axes


def _draw(ax: "Axes", places: list[float], bars: list[tuple[str, int, int]]) -> None:
    shared, own = [bar[1] / 1e6 for bar in bars], [bar[2] / 1e6 for bar in bars]
    ax.barh(places, shared, 0.62, linewidth=0.8, **_SHARED)
    ax.barh(places, own, 0.62, left=shared, linewidth=0.8, **_OWN)
    for place, (_, shared_bytes, own_bytes) in zip(places, bars, strict=True):
        ax.annotate(
            f"{style.megabytes_text(shared_bytes + own_bytes)}",
            xy=((shared_bytes + own_bytes) / 1e6, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    ax.set_xlim(0, max(bar[1] + bar[2] for bar in bars) / 1e6 * 1.12 or 1)


def _finding(sharing: "Sharing") -> str:
    count = len(sharing.images)
    total, stored = style.megabytes_text(sharing.sum_bytes), style.megabytes_text(sharing.stored_bytes)
    if sharing.sum_bytes == sharing.stored_bytes:
        sentence = "1 image takes {} and shares" if count == 1 else f"{count} images take {{}} and share"
        return f"{sentence.format(total)} no layer"
    return f"{count} images of {total} are stored in {stored}"
