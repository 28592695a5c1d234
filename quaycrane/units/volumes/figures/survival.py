"""Draws events against kinds of storage: is the file there, stranded, or gone?"""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.volumes.labs import Fate, Place

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.volumes.labs import Survival

_LOOK: dict[Fate, dict[str, Any]] = {
    Fate.THERE: {"facecolor": style.DARK, "edgecolor": style.DARK},
    Fate.STRANDED: {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE},
    Fate.GONE: {"facecolor": "white", "edgecolor": style.CACHED_EDGE, "hatch": style.CACHED_HATCH},
}
_HEADS = {
    Place.LAYER: "writable\nlayer",
    Place.DECLARED: "VOLUME in\nthe image",
    Place.ANONYMOUS: "anonymous\nvolume",
    Place.NAMED: "named\nvolume",
    Place.BIND: "bind\nmount",
}
_LABEL_COLUMNS, _GAP = 1.5, 0.06


def survival(result: "Survival", ax: "Axes | None" = None) -> "Axes":
    """Draw a row for each event and a column for each kind of storage.

    Args:
        result: What became of the files.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 5.4) as axes:
        for column, place in enumerate(Place):
            axes.text(column + 0.5, -0.12, _HEADS[place], ha="center", va="bottom", fontsize=9)
        for row, (event, fates) in enumerate(result.fates.items()):
            axes.text(-_LABEL_COLUMNS, row + 0.5, event.value, va="center", fontsize=9, family="monospace")
            for column, place in enumerate(Place):
                _cell(axes, column, row, fates[place])
        axes.set_xlim(-_LABEL_COLUMNS, len(Place))
        axes.set_ylim(len(result.fates), -0.95)
        axes.set_axis_off()
        style.headline(axes, _finding(result))
        key = "There: the next container has the file. Stranded: on the disk, and it has not. Gone: nowhere."
        style.remark(axes, key, below_points=4)
        style.footnote(axes, result.provenance, below_points=32)
    return axes


def _cell(ax: "Axes", column: int, row: int, fate: Fate) -> None:
    size = (1 - _GAP, 1 - 2 * _GAP)
    ax.add_patch(Rectangle((column + _GAP / 2, row + _GAP), *size, linewidth=0.8, **_LOOK[fate]))
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if fate is Fate.GONE else None
    color = "white" if fate is Fate.THERE else style.INK
    ax.text(column + 0.5, row + 0.5, fate.value, ha="center", va="center", fontsize=9, color=color, bbox=box)


def _finding(result: "Survival") -> str:
    whole = len(result.fates)
    counts = {place: result.survived(place) for place in Place}
    return (
        f"Of {whole} events a file survives {counts[Place.BIND]} in a bind mount, {counts[Place.NAMED]} in a "
        f"named volume, {counts[Place.ANONYMOUS]} in an anonymous one, {counts[Place.LAYER]} in the container"
    )
