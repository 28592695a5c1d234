"""Draws which steps run again when an ARG gets another value, by the line that it stands on."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.args_and_env.labs import STEPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.args_and_env.labs import Cost, Costs

_NAMES = 1.75
_GAP = 0.1
_MARK = 0.05


def rerun_steps(costs: "Costs", ax: "Axes | None" = None) -> "Axes":
    """Draw a column a place: the steps below one another, and a bar at the height where the ARG stands.

    Args:
        costs: What each place did.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 2.0 + 0.45 * len(STEPS)) as axes:
        for row, step in enumerate(STEPS):
            axes.text(-_NAMES, row + 0.5, step, va="center", family="monospace", fontsize=9)
        axes.text(-_NAMES, -0.25, "bar: the ARG's line", va="bottom", color=style.QUIET, fontsize=9)
        for column, cost in enumerate(costs.costs):
            _column(axes, column, cost)
        axes.set_xlim(-_NAMES, len(costs.costs))
        axes.set_ylim(len(STEPS) + 0.2, -0.9)
        axes.set_axis_off()
        style.headline(axes, _finding(costs))
        style.footnote(axes, costs.provenance, below_points=6)
    return axes


def _column(ax: "Axes", column: int, cost: "Cost") -> None:
    head = style.wrapped(f"ARG {cost.place}", 12)
    ax.text(column + 0.5, -0.25, head, ha="center", va="bottom", fontweight="bold", fontsize=9)
    for row, step in enumerate(STEPS):
        _cell(ax, column, row, ran=step in cost.rerun)
    corner = (column + 0.02, cost.above - _MARK)
    ax.add_patch(
        Rectangle(corner, 0.96, 2 * _MARK, facecolor=style.LIGHT, edgecolor=style.LIGHT_EDGE, linewidth=0.8)
    )


def _cell(ax: "Axes", column: int, row: int, *, ran: bool) -> None:
    look: dict[str, Any] = (
        {"facecolor": style.DARK, "edgecolor": style.DARK}
        if ran
        else {"facecolor": "white", "edgecolor": style.CACHED_EDGE, "hatch": style.CACHED_HATCH}
    )
    ax.add_patch(Rectangle((column + 0.06, row + _GAP), 0.88, 1 - 2 * _GAP, linewidth=0.8, **look))
    ax.text(
        column + 0.5,
        row + 0.5,
        "ran again" if ran else "cached",
        ha="center",
        va="center",
        fontsize=9,
        color="white" if ran else style.QUIET,
        bbox=None if ran else {"facecolor": "white", "edgecolor": "none", "pad": 2},
    )


def _finding(costs: "Costs") -> str:
    total = len(STEPS)
    return (
        f"A new value runs {costs.rerun('at the top')} of {total} steps again with the ARG at the top, "
        f"{costs.rerun('above its use')} with it above its use"
    )
