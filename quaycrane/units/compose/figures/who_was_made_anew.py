"""Draws what became of each service's container with one command after another."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.compose.labs import ANEW, GONE, KEPT, LEFT, SERVICES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.compose.labs import Changes, Step

_COLUMN = 1.35
_LOOKS: dict[str, dict[str, Any]] = {
    KEPT: {"facecolor": "white", "edgecolor": style.CACHED_EDGE, "hatch": style.CACHED_HATCH},
    ANEW: {"facecolor": style.DARK, "edgecolor": style.DARK},
    LEFT: {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE},
    GONE: {"facecolor": style.PANEL, "edgecolor": style.QUIET, "linestyle": ":"},
}


def who_was_made_anew(changes: "Changes", ax: "Axes | None" = None) -> "Axes":
    """Draw a row a command and a column a service, with a word in each box.

    Args:
        changes: What each command did.
        ax: Axes to draw on; None makes a figure.
    """
    right = _COLUMN * len(SERVICES)
    with style.panel(ax, 1.7 + 0.5 * len(changes.steps)) as axes:
        for place, text in ((-4.15, "changed before"), (-2.2, "docker compose")):
            axes.text(place, -0.15, text, va="bottom", color=style.QUIET, fontsize=9)
        for column, service in enumerate(SERVICES):
            axes.text((column + 0.5) * _COLUMN, -0.15, service, ha="center", va="bottom", fontweight="bold")
        for row, step in enumerate(changes.steps):
            _row(axes, row, step)
        axes.set_xlim(-4.2, right)
        axes.set_ylim(len(changes.steps) + 0.1, -0.75)
        axes.set_axis_off()
        style.headline(axes, _finding(changes))
        style.footnote(axes, changes.provenance, below_points=6)
    return axes


def _row(ax: "Axes", row: int, step: "Step") -> None:
    ax.text(-4.15, row + 0.5, step.changed or "nothing", va="center", fontsize=9)
    ax.text(-2.2, row + 0.5, step.command, va="center", family="monospace", fontsize=9)
    for column, fate in enumerate(step.fates):
        if fate:
            corner = (column * _COLUMN + 0.05, row + 0.1)
            ax.add_patch(Rectangle(corner, _COLUMN - 0.1, 0.8, linewidth=0.9, **_LOOKS[fate]))
            ax.text(
                (column + 0.5) * _COLUMN,
                row + 0.5,
                fate,
                ha="center",
                va="center",
                fontsize=9,
                color="white" if fate == ANEW else style.INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 2} if fate == KEPT else None,
            )


def _finding(changes: "Changes") -> str:
    made = [step.command for step in changes.steps if step.anew]
    restart = "one" if "restart" in made else "none"
    counted = f"{len(made)} of {len(changes.steps)} commands made a container anew"
    return f"{counted}, and restart is {restart} of them"
