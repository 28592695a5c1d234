"""Draws surroundings against facts: what a program sees, and whether it is what the container gives."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.why_docker.labs import (
    BOX,
    BOX_ABROAD,
    BOX_TOLD,
    HOST,
    HOST_ABROAD,
    NOT_PACKED,
    PACKED,
    SETTINGS,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.why_docker.labs import Surroundings

_HEADS = {
    HOST: "this\nmachine",
    HOST_ABROAD: "it, set\nfor Japan",
    BOX: "container",
    BOX_ABROAD: "container,\nmachine set\nfor Japan",
    BOX_TOLD: "container,\ntold TZ\nand LANG",
}
_GROUPS = ((PACKED, "packed"), (SETTINGS, "settings"), (NOT_PACKED, "not packed"))
_LABEL_COLUMNS = 1.35
_GAP, _GROUP_ROWS = 0.06, 0.55
_CHARACTERS = 15
_EQUAL: dict[str, Any] = {"facecolor": style.DARK, "edgecolor": style.DARK}
_OTHER: dict[str, Any] = {
    "facecolor": "white",
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
}


def surroundings(result: "Surroundings", ax: "Axes | None" = None) -> "Axes":
    """Draw a row for each fact and a column for each of the surroundings.

    Args:
        result: What was seen.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 6.1) as axes:
        for column, where in enumerate(result.seen):
            axes.text(column + 0.5, -0.12, _HEADS[where], ha="center", va="bottom", fontsize=9)
        bottom = _rows(axes, result)
        axes.set_xlim(-_LABEL_COLUMNS, len(result.seen))
        axes.set_ylim(bottom, -1.35)
        axes.set_axis_off()
        style.headline(axes, _finding(result))
        style.remark(
            axes, "Filled: as in the plain container. Hatched, with \u2260: otherwise.", below_points=4
        )
        style.footnote(axes, result.provenance, below_points=20)
    return axes


def _rows(ax: "Axes", result: "Surroundings") -> float:
    row = 0.0
    for facts, name in _GROUPS:
        ax.text(-_LABEL_COLUMNS, row + 0.27, name, va="center", fontsize=9, fontweight="bold")
        row += _GROUP_ROWS
        for fact in facts:
            ax.text(-_LABEL_COLUMNS, row + 0.5, fact, va="center", fontsize=9)
            for column, where in enumerate(result.seen):
                text = result.seen[where].get(fact, "no answer") or "none"
                _cell(ax, column, row, text, equal=result.same(where, fact))
            row += 1
    return row


def _cell(ax: "Axes", column: int, row: float, text: str, *, equal: bool) -> None:
    look = _EQUAL if equal else _OTHER
    size = (1 - _GAP, 1 - 2 * _GAP)
    ax.add_patch(Rectangle((column + _GAP / 2, row + _GAP), *size, linewidth=0.8, **look))
    shown = style.shortened(text, _CHARACTERS)
    ax.text(
        column + 0.5,
        row + 0.5,
        shown if equal else f"\u2260 {shown}",
        ha="center",
        va="center",
        fontsize=8,
        color="white" if equal else style.INK,
        bbox=None if equal else {"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )


def _finding(result: "Surroundings") -> str:
    facts = PACKED + SETTINGS
    other = len(result.differing(BOX_ABROAD))
    inside = f"{len(facts) - other} of {len(facts)} facts stay when the machine is set for Japan"
    if HOST not in result.seen:
        return f"In a container {inside}"
    return f"In a container {inside}; outside it {len(result.differing(HOST))} are others to begin with"
