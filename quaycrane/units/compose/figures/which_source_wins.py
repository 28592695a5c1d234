"""Draws which source of a variable a container sees, as one source after another is taken away."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.compose.labs import NOTHING, SOURCES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.compose.labs import Seen, Sources

_SEEN = 1.35
_THERE: dict[str, Any] = {
    "facecolor": "white",
    "edgecolor": style.CACHED_EDGE,
    "hatch": style.CACHED_HATCH,
}
_WON: dict[str, Any] = {"facecolor": style.DARK, "edgecolor": style.DARK}


def which_source_wins(sources: "Sources", ax: "Axes | None" = None) -> "Axes":
    """Draw a column a source and a row a run: filled where the container's value is from, dotted where not.

    Args:
        sources: What the container saw.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 1.9 + 0.5 * len(sources.seen)) as axes:
        for column, source in enumerate(SOURCES):
            name = style.wrapped(source, 12)
            axes.text(column + 0.5, -0.15, name, ha="center", va="bottom", fontweight="bold", fontsize=9)
        end = len(SOURCES)
        axes.text(end + 0.15, -0.15, "the container\nsees", va="bottom", color=style.QUIET, fontsize=9)
        for row, seen in enumerate(sources.seen):
            _row(axes, row, seen)
        axes.set_xlim(-0.05, end + _SEEN)
        axes.set_ylim(len(sources.seen) + 0.1, -0.95)
        axes.set_axis_off()
        style.headline(axes, _finding(sources))
        style.footnote(axes, sources.provenance, below_points=6)
    return axes


def _row(ax: "Axes", row: int, seen: "Seen") -> None:
    for column, source in enumerate(SOURCES):
        if source not in seen.there:
            ax.plot((column + 0.42, column + 0.58), (row + 0.5, row + 0.5), color=style.QUIET, lw=1)
            continue
        won = seen.source == source
        ax.add_patch(
            Rectangle((column + 0.05, row + 0.1), 0.9, 0.8, linewidth=0.9, **(_WON if won else _THERE))
        )
        ax.text(
            column + 0.5,
            row + 0.5,
            "seen" if won else "not seen",
            ha="center",
            va="center",
            fontsize=9,
            color="white" if won else style.INK,
            bbox=None if won else {"facecolor": "white", "edgecolor": "none", "pad": 2},
        )
    mono = seen.value != NOTHING
    ax.text(
        len(SOURCES) + 0.15,
        row + 0.5,
        seen.value,
        va="center",
        fontsize=9,
        family="monospace" if mono else None,
        fontstyle=None if mono else "italic",
    )


def _finding(sources: "Sources") -> str:
    alone = next((one for one in sources.seen if one.there == (".env",)), None)
    enters = "does not enter" if alone and alone.value == NOTHING else "enters"
    return f"Of {len(SOURCES)} sources, {sources.winner} wins, and .env alone {enters} the container"
