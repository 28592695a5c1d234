"""Draws who reaches whom: a square for each pair, by name and by address, with the way it failed."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Patch, Rectangle

from quaycrane.figures import style
from quaycrane.units.networking.labs import ADDRESS, NAME, ConnectionEnd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.networking.labs import Reach

# What is reached is dark; each way to fail has a letter, and a shade or hatch that a grey printer keeps.
_LOOK: dict[ConnectionEnd | None, tuple[str, dict[str, Any]]] = {
    ConnectionEnd.REACHED: ("●", {"facecolor": style.DARK}),
    ConnectionEnd.RESET: ("R", {"facecolor": style.LIGHT}),
    ConnectionEnd.REFUSED: ("x", {"facecolor": "#f9dcb2"}),
    ConnectionEnd.NO_NAME: ("n", {"facecolor": "white"}),
    ConnectionEnd.SILENCE: ("…", {"facecolor": "#dcdad3"}),
    ConnectionEnd.NO_ROUTE: ("-", {"facecolor": "#c3c1ba"}),
    None: ("", {"facecolor": style.PANEL, "hatch": "////"}),
}
_NOTHING = "no address to try"
_GAP = 0.7
_TITLES = {NAME: "by name", ADDRESS: "by address"}


def reach_matrix(reach: "Reach", ax: "Axes | None" = None) -> "Axes":
    """Draw two squares of pairs: rows ask, columns are asked.

    Args:
        reach: What was tried.
        ax: Axes to draw on; None makes a figure.
    """
    count = len(reach.names)
    with style.panel(ax, 2.3 + 0.36 * count) as axes:
        for place, how in enumerate((NAME, ADDRESS)):
            left = place * (count + _GAP)
            axes.text(left + count / 2, -1.75, _TITLES[how], ha="center", fontweight="bold")
            for row, source in enumerate(reach.names):
                for column, target in enumerate(reach.names):
                    _square(axes, left + column, row, reach.ending(source, target, how))
        for place in range(2):
            for column, target in enumerate(reach.names):
                middle = place * (count + _GAP) + column + 0.5
                axes.text(middle, -0.15, target, ha="left", va="bottom", rotation=40, fontsize=9)
        axes.set_yticks([row + 0.5 for row in range(count)], [f"{name} asks" for name in reach.names])
        axes.tick_params(length=0)
        axes.set_xticks([])
        axes.spines[:].set_visible(False)
        axes.set_xlim(0, 2 * count + _GAP)
        axes.set_ylim(count, -2.2)
        axes.set_aspect("equal")
        _legend(axes, reach)
        style.headline(axes, _finding(reach))
        style.footnote(axes, reach.provenance, below_points=52)
    return axes


def _square(ax: "Axes", left: float, top: float, ending: ConnectionEnd | None) -> None:
    sign, look = _LOOK[ending]
    ax.add_patch(
        Rectangle((left, top), 1, 1, edgecolor="white" if sign else style.GRID, linewidth=1.4, **look)
    )
    if ending is ConnectionEnd.NO_NAME:
        ax.add_patch(Rectangle((left + 0.04, top + 0.04), 0.92, 0.92, fill=False, edgecolor=style.GRID))
    ink = "white" if ending is ConnectionEnd.REACHED else style.INK
    ax.text(left + 0.5, top + 0.52, sign, ha="center", va="center", color=ink, fontsize=10)


def _legend(ax: "Axes", reach: "Reach") -> None:
    there = {
        reach.ending(source, target, how)
        for source in reach.names
        for target in reach.names
        for how in _TITLES
    }
    shown = [
        Patch(edgecolor=style.QUIET, linewidth=0.6, label=f"{sign}  {ending or _NOTHING}", **look)
        for ending, (sign, look) in _LOOK.items()
        if ending in there
    ]
    ax.legend(
        handles=shown,
        loc="upper left",
        bbox_to_anchor=(0, -0.01),
        ncols=4,
        fontsize=9,
        borderpad=0.2,
        handlelength=1.2,
    )


def _finding(reach: "Reach") -> str:
    name, address = reach.reached(NAME), reach.reached(ADDRESS)
    return f"{name} of {reach.pairs} ways lead there by name, {address} by address"
