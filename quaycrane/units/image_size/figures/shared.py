"""What the unit's figures share: the two looks of a bar, and the word about the course's npm cache."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.kit import Provenance

DARK: dict[str, Any] = {"facecolor": style.DARK, "edgecolor": style.DARK, "linewidth": 0.8}
LIGHT: dict[str, Any] = {
    "facecolor": style.LIGHT,
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
    "linewidth": 0.8,
}
BAR = 0.4
"""Height of a bar that has its words above it, as a share of its row."""

MEGABYTES = "megabytes (a million bytes each), the sum of the layers"


def rows(axes: "Axes", names: list[str]) -> None:
    """Name the rows, the first at the top, and lay a grid behind them."""
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(names) - 0.45, -0.6)
    axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def rows_below_words(axes: "Axes", names: list[str], *, family: str = "sans-serif") -> None:
    """Write what each row is above its bar, where it may be as long as the panel is wide."""
    rows(axes, names)
    axes.set_yticks([])
    axes.set_ylim(len(names) - 0.4, -0.85)
    for row, name in enumerate(names):
        axes.annotate(
            name,
            xy=(0, row - BAR / 2),
            xycoords=axes.get_yaxis_transform(),
            xytext=(2, 2),
            textcoords="offset points",
            va="bottom",
            fontsize=9,
            family=family,
            bbox={"facecolor": style.PANEL, "edgecolor": "none", "pad": 0.5},
        )


def told(axes: "Axes", at_bytes: float, row: float, text: str) -> None:
    """Write beside the end of a bar."""
    axes.annotate(
        text, xy=(at_bytes / 1e6, row), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9
    )


def source(axes: "Axes", provenance: "Provenance", cache_bytes: int) -> None:
    """Say below the axes where the numbers come from, and what was left out of them."""
    left_out = f". Left out: the course's npm cache, {style.megabytes_text(cache_bytes)} in a stand-in"
    text = f"Measured on {provenance.note}{left_out if cache_bytes else ''}"
    style.remark(axes, text, below_points=40)
