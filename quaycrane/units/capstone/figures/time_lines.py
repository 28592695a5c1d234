"""Draws a drill as time lines: what requests got, and what the engine told of each service."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.capstone.labs import TimeLine, What

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.capstone.labs import Compared

_HEAD = 1.7
_TALL = 0.3
_LETTERS = 95
"""How many small letters go into the width of the axes."""

_WELL: dict[str, Any] = {"facecolor": style.DARK}
_ERROR: dict[str, Any] = {
    "facecolor": style.LIGHT,
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
    "linewidth": 0.8,
}
_NOTHING: dict[str, Any] = {"facecolor": "white", "edgecolor": style.INK, "linewidth": 1.0}
_PLATE: dict[str, Any] = {"facecolor": style.PANEL, "edgecolor": "none", "pad": 1.2}
"""Behind words that something may be drawn through."""

_LINES = {"healthy": 3.4, "runs": 1.4}


def time_lines(compared: "Compared", ax: "Axes | None" = None) -> "Axes":
    """Draw a block for each stack: a row for each thing that is asked for, and one for each service.

    Args:
        compared: What was seen.
        ax: Axes to draw on; None makes a figure.
    """
    lines = compared.lines
    rows = sum(_HEAD + len(What) + len(line.services) for line in lines.values())
    end = max(line.seconds for line in lines.values())
    with style.panel(ax, 1.8 + 0.3 * rows) as axes:
        axes.set_xlim(0, end)
        top, marks, names = 0.0, [], []
        for name, line in lines.items():
            axes.text(0, top + 0.45, name, va="center", fontweight="bold", fontsize=10)
            top += _HEAD
            _notes(axes, line, top, end)
            for label in (*What, *line.services):
                marks.append(top)
                names.append(str(label))
                _asked(axes, top, line, label) if isinstance(label, What) else _service(
                    axes, top, line, label
                )
                top += 1
        axes.set_yticks(marks, names)
        axes.set_ylim(top - 0.4, -0.1)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("seconds since it was watched")
        _legend(axes)
        style.headline(axes, compared.finding, legend=True)
        style.footnote(axes, compared.provenance, below_points=38)
    return axes


def _asked(ax: "Axes", at: float, line: TimeLine, what: What) -> None:
    for span in line.spans(what):
        look = _WELL if span.is_well else (_NOTHING if span.word == "no answer" else _ERROR)
        ax.add_patch(Rectangle((span.begin_seconds, at - _TALL), span.seconds, 2 * _TALL, **look))
        if not span.is_well:
            _say(ax, span.begin_seconds, span.end_seconds, at, span.word)


def _service(ax: "Axes", at: float, line: TimeLine, service: str) -> None:
    for begin, until, state in line.states(service):
        if width := _LINES.get(state):
            ax.plot((begin, until), (at, at), color=style.DARK, lw=width, solid_capstyle="butt")
        else:
            ax.plot((begin, until), (at, at), color=style.QUIET, lw=1.2, ls=":")
            _say(ax, begin, until, at, state)


def _say(ax: "Axes", begin: float, until: float, at: float, word: str) -> None:
    """Write a word into a stretch where there is room for it."""
    if len(word) + 2 <= _LETTERS * (until - begin) / ax.get_xlim()[1]:
        ax.text((begin + until) / 2, at, word, ha="center", va="center", fontsize=8, bbox=_PLATE)


def _notes(ax: "Axes", line: TimeLine, top: float, end: float) -> None:
    """Mark what was done; words that would lie upon each other stand in two rows."""
    below = top + len(What) + len(line.services) - 0.6
    last = -end
    for note in line.notes:
        raised = note.seconds - last < 0.3 * end
        height = top - (1.05 if raised else 0.6)
        last = -end if raised else note.seconds
        ax.plot((note.seconds, note.seconds), (height + 0.2, below), color=style.INK, lw=1, ls="--")
        right = note.seconds > 0.6 * end
        side = "right" if right else "left"
        ax.text(note.seconds, height, note.text, ha=side, va="center", fontsize=8, bbox=_PLATE)


def _legend(ax: "Axes") -> None:
    """Name what is drawn, without drawing any of it again."""
    for look, label in ((_WELL, "answered"), (_ERROR, "an error"), (_NOTHING, "no answer in 10 s")):
        ax.add_patch(Rectangle((0, 0), 0, 0, label=label, **look))
    ax.plot([], [], color=style.DARK, lw=_LINES["healthy"], label="service runs (thick: healthy)")
