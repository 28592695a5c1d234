"""Shows a figure as a drawing that stays sharp at any size, and nothing beside it."""

from typing import Any


def show_figures_only(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Show a figure as SVG, and not the axes' name; Matplotlib is not imported for it."""
    shell.config.InlineBackend.figure_formats = {"svg"}
    formatter = shell.display_formatter.ipython_display_formatter
    formatter.for_type_by_name("matplotlib.axes._axes", "Axes", _show_nothing)


def _show_nothing(_axes: object) -> None:
    """Take the place of the printed name."""
