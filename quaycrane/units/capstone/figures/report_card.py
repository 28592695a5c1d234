"""Draws the report card: a bar a row, and beside it what is lacking first."""

from textwrap import shorten
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.capstone.checks.card import Judged
    from quaycrane.units.capstone.labs import ReportCard

_LEFT, _WIDE, _HIGH = -7.6, 12.5, 0.62
_MOST_CHARACTERS = 58


def report_card(card: "ReportCard", ax: "Axes | None" = None) -> "Axes":
    """Draw a bar a row, ten points wide, filled as far as it earned.

    Args:
        card: The card.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 1.6 + 0.55 * len(card.rows)) as axes:
        for place, row in enumerate(card.rows):
            _row(axes, place, row)
        axes.set_xlim(_LEFT, _WIDE)
        axes.set_ylim(len(card.rows) - 0.2, -0.5)
        axes.set_axis_off()
        style.headline(axes, _finding(card))
        style.footnote(axes, card.provenance, below_points=6)
    return axes


def _row(ax: "Axes", place: int, row: "Judged") -> None:
    low = place - _HIGH / 2
    ax.text(-0.3, place, row.title, ha="right", va="center", fontweight="bold")
    ax.add_patch(Rectangle((0, low), 10, _HIGH, facecolor="white", edgecolor=style.QUIET, linewidth=0.9))
    ax.add_patch(Rectangle((0, low), row.points, _HIGH, facecolor=style.DARK))
    ax.text(10.3, place, f"{row.points:g}", va="center", fontweight="bold")
    if row.lacking:
        lacks = shorten(row.lacking[0].title.rstrip("."), _MOST_CHARACTERS, placeholder=" …")
        ax.text(0, place + _HIGH / 2 + 0.05, f"lacks: {lacks}", va="top", fontsize=8)


def _finding(card: "ReportCard") -> str:
    whole = sum(not row.lacking for row in card.rows)
    return f"{card.points:g} of {card.most} points: {whole} of {len(card.rows)} rows are whole"
