"""Writes a figure to a file or a text and lets go of it."""

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def save(ax: "Axes", path: Path | str, *, dots_per_inch: float = 144) -> Path:
    """Write the figure of `ax` to `path` and close it.

    Args:
        ax: What a figure function returned.
        path: Where to; the ending decides the format (``.png``, ``.svg``, ``.pdf``).
        dots_per_inch: Resolution of a format made of pixels.

    Returns:
        The path.
    """
    figure = ax.get_figure(root=True)
    if isinstance(figure, Figure):
        figure.savefig(path, dpi=dots_per_inch)
        plt.close(figure)
    return Path(path)


def as_svg(ax: "Axes") -> str:
    """Return the figure of `ax` as SVG and close it, so that the cell's end does not show it again."""
    figure, text = ax.get_figure(root=True), StringIO()
    if isinstance(figure, Figure):
        figure.savefig(text, format="svg")
        plt.close(figure)
    return text.getvalue()
