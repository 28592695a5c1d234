"""Draws what root, a plain user and a root with fewer rights may do in a container."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.security.figures.marks import closed, heads, mark
from quaycrane.units.security.labs import ACTIONS, SETTINGS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.security.labs import Powers

_NAMES = 3.9
_HEADS = (
    "root",
    "root,\nno\nCHOWN",
    "root,\nno cap-\nability",
    "root,\nread-\nonly",
    "user\n1000",
    "1000, no\nnew priv-\nileges",
)
"""The settings' names, short enough for a column."""


def who_may(powers: "Powers", ax: "Axes | None" = None) -> "Axes":
    """Draw a row an action and a column a way to start: a filled cell where it was allowed.

    Args:
        powers: What was allowed to whom.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 2.3 + 0.34 * len(ACTIONS)) as axes:
        heads(axes, list(_HEADS))
        for row, (action, (capability, _)) in enumerate(ACTIONS.items()):
            axes.text(-_NAMES, row + 0.5, action, va="center", fontsize=9)
            axes.text(-0.1, row + 0.52, capability, va="center", ha="right", fontsize=8, color=style.QUIET)
            for column, setting in enumerate(SETTINGS):
                on = powers.may(setting, action)
                mark(axes, column, row, "may" if on else "no", on=on)
        closed(axes, names=_NAMES, columns=len(SETTINGS), rows=len(ACTIONS), above=1.5)
        style.headline(axes, _finding(powers))
        style.footnote(axes, powers.provenance, below_points=6)
    return axes


def _finding(powers: "Powers") -> str:
    total = len(ACTIONS)
    root, user = powers.allowed("root"), powers.allowed("user 1000, no new privileges")
    return f"Of {total} actions root in a container may do {root}, a plain user without new privileges {user}"
