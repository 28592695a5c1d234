"""Draws what the seconds of one command go into, from an empty and from a warm engine."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style
from quaycrane.units.why_docker.labs import EMPTY, PHASES, WARM

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.why_docker.labs import FirstPage

_LOOK: dict[str, dict[str, Any]] = {
    "build": {"facecolor": style.DARK, "edgecolor": style.DARK},
    "create": {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE, "hatch": style.LIGHT_HATCH},
    "start": {"facecolor": style.QUIET, "edgecolor": style.QUIET},
    "first answer": {"facecolor": "white", "edgecolor": style.INK, "hatch": style.CACHED_HATCH},
}
_THICKNESS = 0.5


def first_page(result: "FirstPage", ax: "Axes | None" = None) -> "Axes":
    """Draw two time lines, each from the command to the page.

    Args:
        result: What was timed.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 3.1) as axes:
        for place, state in enumerate((EMPTY, WARM)):
            _line(axes, place, result, state)
        axes.set_yticks((0, 1), ["nothing\nbuilt yet", "built\nbefore"])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(1.5, -0.5)
        axes.set_xlim(0, max(result.total(EMPTY), result.total(WARM)) * 1.18)
        axes.set_xlabel("seconds since docker compose up -d", fontsize=9)
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(result), legend=True)
        style.footnote(axes, result.provenance, below_points=40)
    return axes


def _line(ax: "Axes", place: int, result: "FirstPage", state: str) -> None:
    left = 0.0
    for phase in PHASES:
        seconds = result.seconds[state][phase]
        label = phase if state == EMPTY else None
        ax.barh(place, seconds, _THICKNESS, left=left, linewidth=0.8, label=label, **_LOOK[phase])
        left += seconds
    ax.annotate(
        style.seconds_text(left),
        xy=(left, place),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontsize=10,
    )


def _finding(result: "FirstPage") -> str:
    empty, warm = (style.seconds_text(result.total(state)) for state in (EMPTY, WARM))
    return f"One command to a served page: {empty} from nothing, {warm} when it was built before"
