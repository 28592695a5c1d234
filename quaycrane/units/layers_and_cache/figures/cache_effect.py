"""Draws which steps each kind of edit runs again, and what that costs."""

import statistics
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.layers_and_cache.labs import Edit, Order

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.layers_and_cache.labs import RebuildTimings

_LABEL_COLUMNS = 2.0
_BAR_ROWS = 1.7
_GAP = 0.06


def cache_effect(timings: "RebuildTimings", order: Order = Order.GOOD, ax: "Axes | None" = None) -> "Axes":
    """Draw steps against edits: a filled cell ran again, a dotted one came from the cache.

    Args:
        timings: What was measured, with at least one round of each edit in `order`.
        order: Which order of instructions to show.
        ax: Axes to draw on; None makes a figure.
    """
    names = [step.instruction for step in timings.select(order, Edit.COLD)[0].instructions]
    with style.panel(ax, 2.2 + 0.45 * len(names)) as axes:
        for row, name in enumerate(names):
            axes.text(
                -_LABEL_COLUMNS,
                row + 0.5,
                style.wrapped(name, 28),
                va="center",
                family="monospace",
                fontsize=9,
            )
        for column, edit in enumerate(Edit):
            _total(axes, timings, column, edit, order)
            for row in range(len(names)):
                _cell(axes, column, row, _ran_seconds(timings, order, edit, row))
        axes.text(-_LABEL_COLUMNS, -0.42, "whole build", va="center", fontsize=9, color=style.QUIET)
        axes.set_xlim(-_LABEL_COLUMNS, len(Edit))
        axes.set_ylim(len(names) + 0.02, -0.9 - _BAR_ROWS)
        axes.set_axis_off()
        style.headline(axes, _finding(timings, order))
        style.footnote(axes, timings.provenance, below_points=6)
    return axes


def _ran_seconds(timings: "RebuildTimings", order: Order, edit: Edit, row: int) -> float | None:
    """Return the median seconds of a step in the rounds in which it ran, None when it never did."""
    steps = [build.instructions[row] for build in timings.select(order, edit)]
    ran = [step.seconds for step in steps if not step.cached]
    return statistics.median(ran) if ran else None


def _cell(ax: "Axes", column: int, row: int, seconds: float | None) -> None:
    cached = seconds is None
    look: dict[str, Any] = (
        {"facecolor": "white", "edgecolor": style.CACHED_EDGE, "hatch": style.CACHED_HATCH}
        if cached
        else {"facecolor": style.DARK, "edgecolor": style.DARK}
    )
    corner = (column + _GAP / 2, row + _GAP)
    ax.add_patch(Rectangle(corner, 1 - _GAP, 1 - 2 * _GAP, linewidth=0.8, **look))
    ax.text(
        column + 0.5,
        row + 0.5,
        "cached" if seconds is None else style.seconds_text(seconds),
        ha="center",
        va="center",
        fontsize=9 if cached else 10,
        color=style.QUIET if cached else "white",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2} if cached else None,
    )


def _total(ax: "Axes", timings: "RebuildTimings", column: int, edit: Edit, order: Order) -> None:
    """Draw the seconds of the whole build as a bar that stands on its column's head."""
    seconds = timings.median_seconds(order, edit)
    longest = max(timings.median_seconds(order, other) for other in Edit)
    height = _BAR_ROWS * seconds / longest if longest else 0
    floor = -0.15
    ax.text(column + 0.5, floor - 0.27, edit.value, ha="center", va="center", fontweight="bold", fontsize=10)
    ax.add_patch(Rectangle((column + 0.3, -0.72 - height), 0.4, height, facecolor=style.QUIET))
    ax.text(column + 0.5, -0.76 - height, style.seconds_text(seconds), ha="center", va="bottom", fontsize=10)


def _finding(timings: "RebuildTimings", order: Order) -> str:
    builds = timings.select(order, Edit.SOURCE)
    again = max(len(build.rerun) for build in builds)
    after, cold = (timings.median_seconds(order, edit) for edit in (Edit.SOURCE, Edit.COLD))
    return (
        f"A source edit re-runs {again} of {len(builds[0].instructions)} steps: "
        f"{style.seconds_text(after)} instead of {style.seconds_text(cold)}"
    )
