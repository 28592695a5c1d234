"""Draws how fast one server answers over three ways, every round of it."""

from statistics import median
from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.networking.labs import DIRECT, HOST, MODES, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from quaycrane.units.networking.labs import Modes

_LABELS = {PUBLISHED: "published\nport", DIRECT: "container's\naddress", HOST: "host mode"}
_SHARE, _GAP = 1.0, 0.22


def modes(result: "Modes", ax: "Axes | None" = None) -> "Axes":
    """Draw two scales side by side: a mark for each round, a bar at the median.

    Args:
        result: What was measured.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 3.6) as axes:
        _scale(axes, 0, result.latency_us, "round trip of one byte, µs")
        _scale(axes, _SHARE + _GAP, result.requests_per_second, "requests a second, in turn")
        axes.set_yticks(range(len(MODES)), [_LABELS[mode] for mode in MODES])
        axes.tick_params(length=0)
        axes.set_xticks([])
        axes.spines[:].set_visible(False)
        axes.set_xlim(-0.02, 2 * _SHARE + _GAP + 0.14)
        axes.set_ylim(len(MODES) - 0.3, -0.75)
        style.headline(axes, _finding(result), characters=53)
        rounds = len(result.latency_us[HOST])
        style.remark(axes, f"A mark is one of {rounds} rounds, the bar their median.", below_points=6)
        style.footnote(axes, result.provenance, below_points=20)
    return axes


def _scale(ax: "Axes", left: float, values: "Mapping[str, tuple[float, ...]]", title: str) -> None:
    most = max(max(of_mode) for of_mode in values.values()) * 1.02
    ax.plot([left, left], [-0.5, len(MODES) - 0.5], color=style.QUIET, linewidth=1)
    ax.text(left, -0.62, title, fontsize=9, fontweight="bold")
    for row, mode in enumerate(MODES):
        middle = median(values[mode])
        ax.barh(row, middle / most, 0.34, left=left, color=style.LIGHT, edgecolor=style.LIGHT_EDGE)
        marks = [left + value / most for value in values[mode]]
        ax.plot(marks, [row] * len(marks), "o", color=style.DARK, mec="white", mew=0.7, ms=6.5)
        ax.text(max(*marks, left + middle / most) + 0.03, row, f"{middle:,.0f}", va="center", fontsize=10)


def _finding(result: "Modes") -> str:
    published, direct, host = (median(result.latency_us[mode]) for mode in MODES)
    return (
        f"A byte there and back: {published:.0f} µs over a published port, {direct:.0f} µs at the "
        f"container's address, {host:.0f} µs in host mode"
    )
