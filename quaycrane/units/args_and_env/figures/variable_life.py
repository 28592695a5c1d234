"""Draws where a variable lives, as a lane over the time from FROM to a container, one a declaration."""

import textwrap
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.args_and_env.labs import STATIONS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.args_and_env.labs import Life, Lives

_NAMES = 1.75
_ROOM = 0.16
_TIMES = ((0, 3, "while it is built"), (3, 5, "in the image"), (5, 7, "when it is used"))


def variable_life(lives: "Lives", ax: "Axes | None" = None) -> "Axes":
    """Draw a lane a declaration: a filled box where the variable has its value, a thin line where not.

    Args:
        lives: What every station saw.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 2.2 + 0.55 * len(lives.lives)) as axes:
        for column, station in enumerate(STATIONS):
            name = textwrap.fill(station, 10)
            axes.text(column + 0.5, -0.08, name, ha="center", va="bottom", fontsize=9)
        for first, after, time in _TIMES:
            axes.plot((first + 0.06, after - 0.06), (-1.05, -1.05), color=style.QUIET, lw=1.5)
            axes.text((first + after) / 2, -1.12, time, ha="center", va="bottom", fontsize=9)
        for row, life in enumerate(lives.lives):
            axes.text(-_NAMES, row + 0.5, life.declared, va="center", family="monospace", fontsize=9)
            axes.plot(
                (0, len(STATIONS)), (row + 0.5, row + 0.5), color=style.CACHED_EDGE, lw=1, ls=":", zorder=0
            )
            _lane(axes, row, life)
        axes.set_xlim(-_NAMES, len(STATIONS))
        axes.set_ylim(len(lives.lives) + 0.1, -1.5)
        axes.set_axis_off()
        style.headline(axes, _finding(lives))
        style.footnote(axes, lives.provenance, below_points=6)
    return axes


def _lane(ax: "Axes", row: int, life: "Life") -> None:
    for column, value in enumerate(life.values):
        if value:
            corner = (column + 0.04, row + _ROOM)
            ax.add_patch(Rectangle(corner, 0.92, 1 - 2 * _ROOM, facecolor=style.DARK))
            ax.text(
                column + 0.5, row + 0.5, f"V={value}", ha="center", va="center", color="white", fontsize=9
            )


def _finding(lives: "Lives") -> str:
    env, arg = lives.reach("ENV"), lives.reach("ARG after FROM")
    return f"Of {len(STATIONS)} places, an ENV is seen in {env}, an ARG after FROM in {arg}"
