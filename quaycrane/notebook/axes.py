"""Keeps a cell that ends in a figure from printing the axes' name beside the picture."""

from typing import Any


def keep_axes_silent(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Show a figure's picture only; Matplotlib is not imported for it."""
    formatter = shell.display_formatter.ipython_display_formatter
    formatter.for_type_by_name("matplotlib.axes._axes", "Axes", _show_nothing)


def _show_nothing(_axes: object) -> None:
    """Take the place of the printed name."""
