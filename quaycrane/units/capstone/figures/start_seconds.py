"""Draws how long containers took to start."""

from typing import TYPE_CHECKING

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.capstone.labs import Starts


def start_seconds(starts: "Starts", ax: "Axes | None" = None) -> "Axes":
    """Draw the seconds of each container, in the order in which they ran.

    Args:
        starts: What was measured, one container at least.
        ax: Axes to draw on; None makes a figure.
    """
    rounds = range(1, len(starts.seconds) + 1)
    with style.panel(ax, 3.2) as axes:
        axes.bar(rounds, starts.seconds, 0.6, facecolor=style.DARK)
        axes.set_xticks(rounds, [f"{one}" for one in rounds])
        axes.set_xlabel("container")
        axes.set_ylabel("seconds")
        style.headline(axes, f"A container starts and ends in {style.seconds_text(min(starts.seconds))}")
        style.footnote(axes, starts.provenance, below_points=40)
    return axes
