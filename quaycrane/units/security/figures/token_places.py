"""Draws where a token was found again, by the way in which the build got it."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.security.figures.marks import closed, heads, mark
from quaycrane.units.security.labs import SEARCHED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.security.labs import Hidings

_NAMES = 2.0


def token_places(hidings: "Hidings", ax: "Axes | None" = None) -> "Axes":
    """Draw a row a way and a column a place: a filled cell where the token stands.

    Args:
        hidings: Where the token of each way was found.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 1.7 + 0.4 * len(hidings.hidings)) as axes:
        heads(axes, SEARCHED)
        for row, hiding in enumerate(hidings.hidings):
            axes.text(-_NAMES, row + 0.5, hiding.way, va="center", fontsize=9)
            for column, place in enumerate(SEARCHED):
                on = place in hiding.found
                mark(axes, column, row, "found" if on else "not there", on=on)
        closed(axes, names=_NAMES, columns=len(SEARCHED), rows=len(hidings.hidings), above=0.7)
        style.headline(axes, _finding(hidings))
        style.footnote(axes, hidings.provenance, below_points=6)
    return axes


def _finding(hidings: "Hidings") -> str:
    left = len(hidings.hidings) - len(hidings.clean)
    clean = " and ".join(hidings.clean) or "none"
    return f"{left} of {len(hidings.hidings)} ways leave the token to be found; without a trace: {clean}"
