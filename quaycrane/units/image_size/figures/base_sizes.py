"""Draws bases beside each other: on the engine and on the way, and what lies in them."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.image_size.figures import shared

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.image_size.labs import Base, Bases

_HEIGHT = 0.22


def base_sizes(bases: "Bases", ax: "Axes | None" = None) -> "Axes":
    """Draw two bars a base: the sum of its layers, and the same layers as a registry sends them.

    Args:
        bases: The bases, at least one with Node.
        ax: Axes to draw on; None makes a figure.
    """
    shown = sorted(bases.bases, key=lambda one: one.size_bytes)
    with style.panel(ax, 2.0 + 0.72 * len(shown)) as axes:
        for row, one in enumerate(shown):
            here, away = ("on the engine", "on the way, compressed") if row == 0 else (None, None)
            axes.barh(row - 0.08, one.size_bytes / 1e6, _HEIGHT, label=here, **shared.DARK)
            axes.barh(row + 0.2, one.compressed_bytes / 1e6, _HEIGHT, label=away, **shared.LIGHT)
            shared.told(axes, one.size_bytes, row - 0.08, style.megabytes_text(one.size_bytes))
            shared.told(axes, one.compressed_bytes, row + 0.2, style.megabytes_text(one.compressed_bytes))
        shared.rows_below_words(axes, [f"{one.name}: {_inside(one)}" for one in shown])
        axes.set_xlim(0, shown[-1].size_bytes / 1e6 * 1.14)
        axes.set_xlabel(shared.MEGABYTES, fontsize=9)
        small, large = bases.smallest_with_node, shown[-1]
        style.headline(
            axes,
            f"Node runs from {style.megabytes_text(small.size_bytes)} ({small.name}) as it does from "
            f"{style.megabytes_text(large.size_bytes)} ({large.name})",
            legend=True,
        )
        shared.source(axes, bases.provenance, bases.cache_bytes)
    return axes


def _inside(base: "Base") -> str:
    listed = f"{base.packages} packages" if base.packages else "no list of packages"
    return f"{listed}, {base.set_uid_files} set-uid"
