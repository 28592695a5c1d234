"""Draws how an image shrinks, one practice a step, and what an edit costs at each."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.writing_dockerfiles.labs import Shrinking, Step

_HEIGHT = 0.56
_ROOM = 1.62
_KEPT: dict[str, Any] = {"facecolor": style.DARK, "edgecolor": style.DARK}
_GONE: dict[str, Any] = {
    "facecolor": style.LIGHT,
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
}


def shrinking(result: "Shrinking", ax: "Axes | None" = None) -> "Axes":
    """Draw a bar for each image: what it weighs, and hatched what the practice took away.

    Args:
        result: What was measured.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, 4.7) as axes:
        largest = max(one.size_bytes for one in result.steps) / 1e6
        before = result.steps[0].size_bytes
        for row, step in enumerate(result.steps):
            _bar(axes, row, step, before, largest)
            before = step.size_bytes
        axes.set_yticks(range(len(result.steps)), [style.wrapped(one.practice, 18) for one in result.steps])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(result.steps) - 0.5, -0.6)
        axes.set_xlim(0, largest * _ROOM)
        axes.set_xticks([tick for tick in axes.get_xticks() if tick <= largest])
        axes.set_xlabel("MB of layers · seconds and steps after an edit, where that changed", fontsize=9)
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(result), legend=True, characters=46)
        style.footnote(axes, result.provenance, below_points=40)
    return axes


def _bar(ax: "Axes", row: int, step: "Step", before_bytes: int, largest: float) -> None:
    size, before = step.size_bytes / 1e6, before_bytes / 1e6
    ax.barh(row, size, _HEIGHT, linewidth=0.8, label="the image" if row == 0 else None, **_KEPT)
    ax.barh(
        row,
        max(before - size, 0),
        _HEIGHT,
        left=size,
        linewidth=0.8,
        label="what this practice took away" if row == 0 else None,
        **_GONE,
    )
    told = style.megabytes_text(step.size_bytes)
    if step.edit_seconds is not None:
        told += f" · {style.seconds_text(step.edit_seconds)}, {len(step.rerun)} steps"
    ax.text(
        max(size, before) + largest * 0.015,
        row,
        told,
        va="center",
        fontsize=9,
    )


def _finding(result: "Shrinking") -> str:
    first, last = result.steps[0], result.steps[-1]
    return (
        f"The same page, {result.times_smaller:.0f} times smaller: from "
        f"{style.megabytes_text(first.size_bytes)} to {style.megabytes_text(last.size_bytes)}"
    )
