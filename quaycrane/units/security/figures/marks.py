"""Draws a table whose cells are marked or not, so that it reads without colour too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GAP = 0.07
_NO: dict[str, Any] = {"facecolor": "white", "edgecolor": style.CACHED_EDGE, "hatch": style.CACHED_HATCH}
_YES: dict[str, Any] = {"facecolor": style.DARK, "edgecolor": style.DARK}


def heads(ax: "Axes", names: Sequence[str]) -> None:
    """Write the columns' names above them.

    Args:
        ax: Axes whose rows go down from 0 and whose columns are one wide.
        names: One a column, with the ends of its lines.
    """
    for column, name in enumerate(names):
        ax.text(column + 0.5, -0.12, name, ha="center", va="bottom", fontsize=9, fontweight="bold")


def mark(ax: "Axes", column: int, row: int, word: str, *, on: bool) -> None:
    """Draw one cell: filled with a white word where it is on, hatched with a quiet word where not."""
    corner = (column + _GAP, row + _GAP)
    ax.add_patch(Rectangle(corner, 1 - 2 * _GAP, 1 - 2 * _GAP, linewidth=0.8, **(_YES if on else _NO)))
    ax.text(
        column + 0.5,
        row + 0.5,
        word,
        ha="center",
        va="center",
        fontsize=9,
        color="white" if on else style.QUIET,
        bbox=None if on else {"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )


def closed(ax: "Axes", *, names: float, columns: int, rows: int, above: float) -> None:
    """Set the limits of the axes, without a frame.

    Args:
        ax: The axes.
        names: Room for the rows' names, left of the first column.
        columns: How many columns there are.
        rows: How many rows there are.
        above: Room for the columns' names.
    """
    ax.set_xlim(-names, columns)
    ax.set_ylim(rows + 0.1, -above)
    ax.set_axis_off()
