"""Draws what each technique took away from an image, one after the other."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.image_size.figures import shared

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.image_size.labs import Savings


def waterfall(savings: "Savings", ax: "Axes | None" = None) -> "Axes":
    """Draw the first image, then a row for what each technique took away, then the last image.

    Args:
        savings: The images, two at least.
        ax: Axes to draw on; None makes a figure.
    """
    first, *_, last = savings.steps
    names = [first.technique, *savings.saved_bytes, "what is left"]
    with style.panel(ax, 2.0 + 0.42 * len(names)) as axes:
        _whole(axes, 0, first.size.size_bytes)
        for row, step in enumerate(savings.steps[1:], 1):
            saved, now = savings.saved_bytes[step.technique], step.size.size_bytes
            axes.barh(row, abs(saved) / 1e6, 0.6, left=min(now, now + saved) / 1e6, **shared.LIGHT)
            axes.plot([(now + saved) / 1e6] * 2, [row - 1.3, row + 0.3], color=style.QUIET, linewidth=0.8)
            sign = "\N{MINUS SIGN}" if saved >= 0 else "+"
            shared.told(axes, max(now, now + saved), row, f"{sign}{style.megabytes_text(abs(saved))}")
        axes.plot([last.size.size_bytes / 1e6] * 2, [len(names) - 2.3, len(names) - 0.7], color=style.QUIET)
        _whole(axes, len(names) - 1, last.size.size_bytes)
        shared.rows(axes, names)
        axes.set_xlim(0, max(step.size.size_bytes for step in savings.steps) / 1e6 * 1.14)
        axes.set_xlabel(shared.MEGABYTES, fontsize=9)
        style.headline(
            axes,
            f"{style.megabytes_text(first.size.size_bytes)} to "
            f"{style.megabytes_text(last.size.size_bytes)}, and '{savings.largest}' is "
            f"{style.megabytes_text(savings.saved_bytes[savings.largest])} of it",
        )
        shared.source(axes, savings.provenance, savings.cache_bytes)
    return axes


def _whole(axes: "Axes", row: int, size_bytes: int) -> None:
    axes.barh(row, size_bytes / 1e6, 0.6, **shared.DARK)
    shared.told(axes, size_bytes, row, style.megabytes_text(size_bytes))
