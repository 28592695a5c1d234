"""The look that every figure shares: panel, colours, title, and the line that says where it comes from."""

import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from matplotlib import interactive, is_interactive, rc_context
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.kit import Provenance

WIDTH_INCHES = 7.0
"""Width of a figure: in a narrow window a notebook's column is about that wide."""

# A panel of its own: text of one colour cannot be read well on a white and on a black page both.
PANEL = "#faf9f6"
INK = "#1f2328"
QUIET = "#57606a"
GRID = "#d5d3cc"

# Each pair differs in lightness and in hatch, so that it survives a grey printer.
DARK = "#14507f"
LIGHT = "#f3b562"
LIGHT_EDGE = "#8a5200"
LIGHT_HATCH = "////"
CACHED_HATCH = "....."
CACHED_EDGE = "#a9adb3"

_TITLE_CHARACTERS = 58
_UNIT = re.compile(r"(\d) (s|MB)\b")  # a number and its unit stay on one line
_NOTE_CHARACTERS = 70
_RC: "dict[Any, object]" = {
    "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.1,
    "figure.dpi": 100,
    "figure.facecolor": PANEL,
    "savefig.facecolor": "auto",
    "axes.facecolor": PANEL,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titleweight": "bold",
    "axes.titlesize": 12,
    "axes.titlecolor": INK,
    "text.color": INK,
    "font.size": 10,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
}


@contextmanager
def panel(ax: "Axes | None", height_inches: float) -> Iterator["Axes"]:
    """Give the axes to draw on: `ax`, or new ones; the look ends with the block.

    Args:
        ax: Axes of the caller, or None.
        height_inches: Height of a new figure.
    """
    with rc_context(_RC):
        if ax is None:
            _, ax = plt.subplots(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
        else:
            _take_over(ax)
        yield ax
        showing = is_interactive()
    interactive(showing)  # the first figure loads a notebook's backend, whose mode would end with the look


def _take_over(ax: "Axes") -> None:
    """Make axes that were made under another style readable with ours."""
    figure = ax.get_figure(root=True)
    if isinstance(figure, Figure):
        figure.set_facecolor(PANEL)
    ax.set_facecolor(PANEL)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(QUIET)
    ax.tick_params(color=QUIET, labelcolor=INK)


def headline(ax: "Axes", finding: str, *, legend: bool = False, characters: int = _TITLE_CHARACTERS) -> None:
    """Set the title, in lines that fit the panel, and below it the legend.

    Args:
        ax: The axes.
        finding: What the figure shows, with its number.
        legend: Whether the labelled artists are listed.
        characters: As many a line may have: fewer where the axes begin far from the panel's edge.
    """
    lines = textwrap.wrap(_UNIT.sub("\\1\u00a0\\2", finding), characters)
    ax.set_title("\n".join(lines).replace("\u00a0", " "), loc="left", pad=34 if legend else 12)
    if legend:
        ax.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=2, fontsize=9, borderaxespad=0.3, borderpad=0.2
        )


def footnote(ax: "Axes", provenance: "Provenance", *, below_points: float) -> None:
    """Say below the axes where the numbers come from.

    Args:
        ax: The axes.
        provenance: Where the result was measured.
        below_points: Distance from the axes' lower edge, in points.
    """
    remark(ax, f"Measured on {provenance.note}", below_points=below_points)


def remark(ax: "Axes", text: str, *, below_points: float) -> None:
    """Write small below the axes, in lines that fit the panel.

    Args:
        ax: The axes.
        text: What to write.
        below_points: Distance from the axes' lower edge, in points.
    """
    ax.annotate(
        "\n".join(textwrap.wrap(text, _NOTE_CHARACTERS)),
        xy=(0, 0),
        xycoords="axes fraction",
        xytext=(0, -below_points),
        textcoords="offset points",
        va="top",
        fontsize=9,
        color=QUIET,
    )


def shortened(text: str, characters: int) -> str:
    """Return `text` on one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[: characters - 1].rstrip() + "…"


def wrapped(text: str, characters: int) -> str:
    """Return `text` on at most two lines of so many characters."""
    return "\n".join(textwrap.wrap(text, characters, max_lines=2, placeholder="…", break_on_hyphens=False))


def seconds_text(seconds: float) -> str:
    """Return seconds for a label: two digits that count, ``0.12 s`` or ``6.1 s``."""
    tenth = 0.1
    if seconds < tenth:
        return f"{seconds:.2f} s"
    return f"{seconds:.1f} s"


def megabytes_text(size_bytes: float) -> str:
    """Return bytes as megabytes of a million bytes: ``162 MB``, ``0.4 MB``."""
    megabytes = size_bytes / 1e6
    whole = 10
    return f"{megabytes:.0f} MB" if megabytes >= whole or megabytes == 0 else f"{megabytes:.1f} MB"
