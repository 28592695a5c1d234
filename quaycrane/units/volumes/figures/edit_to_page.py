"""Draws how long an edit takes until it is served, through a bind mount and by a new build."""

from statistics import median
from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from quaycrane.units.volumes.labs import Edits

_LOOK: tuple[dict[str, Any], ...] = (
    {"facecolor": style.DARK, "edgecolor": style.DARK, "marker": "o"},
    {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE, "marker": "s"},
)
_SPREAD = 0.22


def edit_to_page(edits: "Edits", ax: "Axes | None" = None) -> "Axes":
    """Draw each round as a point on a scale of powers of ten, and the middle as a line.

    Args:
        edits: What was timed.
        ax: Axes to draw on; None makes a figure.
    """
    ways = (edits.mounted, edits.built)
    with style.panel(ax, 2.9) as axes:
        for row, seconds in enumerate(ways):
            _rounds(axes, row, seconds)
        axes.set_xscale("log")
        axes.set_xlim(min(edits.mounted) / 2, max(max(seconds) for seconds in ways) * 3)
        axes.set_yticks((0, 1), ["bind mount", "build and\nrun again"])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(1.5, -0.5)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.set_xlabel("seconds from the edit on this machine until the container serves it")
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(edits), characters=50)
        style.footnote(axes, edits.provenance, below_points=40)
    return axes


def _rounds(ax: "Axes", row: int, seconds: "Sequence[float]") -> None:
    step = 2 * _SPREAD / max(len(seconds) - 1, 1)
    heights = [row - _SPREAD + step * index for index in range(len(seconds))]
    middle = median(seconds)
    ax.vlines(middle, row - 0.34, row + 0.34, color=style.INK, linewidth=1.6)
    ax.scatter(seconds, heights, s=44, linewidth=1, zorder=3, **_LOOK[row])
    ax.annotate(
        _text(middle),
        xy=(max(seconds), row),
        xytext=(10, 0),
        textcoords="offset points",
        va="center",
        fontweight="bold",
    )


def _text(seconds: float) -> str:
    whole = 0.1
    return f"{1000 * seconds:.0f} ms" if seconds < whole else style.seconds_text(seconds)


def _finding(edits: "Edits") -> str:
    mounted, built = median(edits.mounted), median(edits.built)
    return f"From edit to page: {_text(mounted)} through a bind mount, {_text(built)} by a new build"
