"""Draws how containers end: the states and signals between `docker stop` and the exit code."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style
from quaycrane.units.images_and_containers.labs import Way

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.images_and_containers.labs import ContainerEnd, Stops

_HEIGHT = 0.5
_LOOK: dict[bool, dict[str, Any]] = {
    False: {"facecolor": style.DARK, "edgecolor": style.DARK},
    True: {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE, "hatch": style.LIGHT_HATCH},
}


def life_and_death(stops: "Stops", ax: "Axes | None" = None) -> "Axes":
    """Draw one row a container: running until TERM at 0, then the seconds until it exited.

    Args:
        stops: What was measured.
        ax: Axes to draw on; None makes a figure.
    """
    longest = max(one.seconds for one in stops.endings)
    before = longest * 0.2
    with style.panel(ax, 4.2) as axes:
        for row, ending in enumerate(stops.endings):
            axes.barh(row, before, _HEIGHT, left=-before, facecolor=style.GRID)
            axes.barh(row, ending.seconds, _HEIGHT, linewidth=0.8, **_LOOK[ending.was_killed])
            axes.text(
                ending.seconds + longest * 0.015,
                row,
                _told(ending),
                va="center",
                fontsize=9,
                family="monospace",
            )
        axes.text(-before / 2, -0.62, "running", ha="center", fontsize=9, color=style.QUIET)
        axes.axvline(0, color=style.INK, linewidth=1.4)
        axes.text(longest * 0.012, -0.62, "TERM", fontsize=9, fontweight="bold")
        axes.set_yticks(range(len(stops.endings)), [style.wrapped(one.way, 14) for one in stops.endings])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(stops.endings) - 0.5, -0.9)
        axes.set_xlim(-before, longest * 1.75)
        axes.set_xlabel("seconds after docker stop")
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(stops))
        style.footnote(axes, stops.provenance, below_points=40)
    return axes


def _told(ending: "ContainerEnd") -> str:
    signal = "KILL, " if ending.was_killed else ""
    return f"{signal}exited ({ending.code}) {style.seconds_text(ending.seconds)}"


def _finding(stops: "Stops") -> str:
    deaf, handler = stops.of(Way.DEAF), stops.of(Way.HANDLER)
    end = "is killed" if deaf.was_killed else "ends"
    return (
        f"Asked to stop, a process without a handler {end} after {style.seconds_text(deaf.seconds)}; "
        f"one with a handler leaves after {style.seconds_text(handler.seconds)}"
    )
