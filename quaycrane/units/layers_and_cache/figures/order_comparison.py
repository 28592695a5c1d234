"""Draws what two orders of the same instructions cost after each kind of edit."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style
from quaycrane.units.layers_and_cache.labs import Edit, Order

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.layers_and_cache.labs import Rebuild, RebuildTimings

_THICKNESS = 0.36
_NO_DIFFERENCE = 1.1
_LOOK: dict[Order, dict[str, Any]] = {
    Order.GOOD: {"facecolor": style.DARK, "edgecolor": style.DARK},
    Order.BAD: {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE, "hatch": style.LIGHT_HATCH},
}


def order_comparison(timings: "RebuildTimings", ax: "Axes | None" = None) -> "Axes":
    """Draw the seconds of a build for each edit and order: the median as a bar, each round as a dot.

    Args:
        timings: What was measured, in both orders.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 4.7) as axes:
        longest = max(build.seconds for build in timings.rebuilds)
        for place, edit in enumerate(Edit):
            for order, side in ((Order.GOOD, -1), (Order.BAD, 1)):
                _bar(axes, place + side * (_THICKNESS / 2 + 0.015), timings, order, edit)
        axes.set_yticks(range(len(Edit)), [edit.value for edit in Edit])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(Edit) - 0.45, -0.55)
        axes.set_xlim(0, longest * 1.28)
        axes.set_xlabel(
            "seconds of the whole build (bar: median, dot: one round) · steps that ran", fontsize=9
        )
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(timings), legend=True)
        style.footnote(axes, timings.provenance, below_points=40)
    return axes


def _bar(ax: "Axes", place: float, timings: "RebuildTimings", order: Order, edit: Edit) -> None:
    builds = timings.select(order, edit)
    median = timings.median_seconds(order, edit)
    label = order.value if edit is Edit.COLD else None
    ax.barh(place, median, _THICKNESS, label=label, linewidth=0.8, **_LOOK[order])
    rounds = [build.seconds for build in builds]
    ax.plot(
        rounds, [place] * len(rounds), "o", markersize=5, color="white", markeredgecolor=style.INK, zorder=3
    )
    ax.annotate(
        f"{style.seconds_text(median)} · {_steps_text(builds)}",
        xy=(max(*rounds, median), place),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
    )


def _steps_text(builds: "tuple[Rebuild, ...]") -> str:
    again = max(len(build.rerun) for build in builds)
    return f"{again} of {len(builds[0].instructions)} steps"


def _finding(timings: "RebuildTimings") -> str:
    good, bad = (timings.median_seconds(order, Edit.SOURCE) for order in (Order.GOOD, Order.BAD))
    ratio = bad / good
    if ratio >= _NO_DIFFERENCE:
        return f"After a source edit, {Order.GOOD} is {ratio:.1f} times faster"
    if ratio * _NO_DIFFERENCE <= 1:
        return f"After a source edit, {Order.GOOD} was {1 / ratio:.1f} times slower here"
    return f"After a source edit, both orders took about {style.seconds_text(good)}"
