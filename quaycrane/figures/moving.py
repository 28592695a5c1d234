"""Draws a result again and again in one place of a notebook, and leaves the last drawing there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from IPython.display import SVG, display

from quaycrane.figures.save import as_svg

if TYPE_CHECKING:
    from IPython.display import DisplayHandle
    from matplotlib.axes import Axes


class Live:
    """A figure that moves: each call draws a result in the place of the one before.

    Args:
        draw: A figure function of one result.
    """

    def __init__(self, draw: Callable[..., "Axes"]) -> None:
        self._draw = draw
        self._place: DisplayHandle | None = None

    def __call__(self, result: Any) -> None:  # noqa: ANN401 - whatever the figure draws
        """Draw a result."""
        drawing = SVG(as_svg(self._draw(result)))
        if self._place is None:
            self._place = display(drawing, display_id=True)
        else:
            self._place.update(drawing)


def live(draw: Callable[..., "Axes"]) -> Live:
    """Return a figure that moves: ``labs.use_over_time(engine, on_sample=live(use_over_time))``."""
    return Live(draw)
