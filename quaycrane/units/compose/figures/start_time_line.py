"""Draws how three services start, as a time line, once for each form of `depends_on`."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from quaycrane.figures import style
from quaycrane.units.compose.labs import SHORT, WAITING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.compose.labs import Line, Start, Starts

_HEAD = 0.9
_TALL = 0.3
_NOT_YET: dict[str, Any] = {
    "facecolor": "white",
    "edgecolor": style.LIGHT_EDGE,
    "hatch": style.LIGHT_HATCH,
    "linewidth": 0.8,
}


def start_time_line(starts: "Starts", ax: "Axes | None" = None) -> "Axes":
    """Draw a row a service: made, running without an answer, and answering; a diamond where it is healthy.

    Args:
        starts: The start with both forms.
        ax: Axes to draw on; None makes a figure.
    """
    rows = sum(len(start.lines) + _HEAD for start in starts.starts)
    end = 1.08 * max(max(one.healthy_seconds, one.answered_seconds) for s in starts.starts for one in s.lines)
    with style.panel(ax, 1.9 + 0.36 * rows) as axes:
        top, marks, names = 0.0, [], []
        for start in starts.starts:
            axes.text(0, top + _HEAD - 0.42, _head(start), va="bottom", fontweight="bold", fontsize=9)
            for line in start.lines:
                marks.append(top + _HEAD)
                names.append(line.service)
                _row(axes, top + _HEAD, line, end)
                top += 1
            top += _HEAD
        axes.set_yticks(marks, names)
        axes.set_ylim(top - 0.4, -0.1)
        axes.set_xlim(0, end)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("seconds from the making of the first container")
        _legend(axes)
        style.headline(axes, _finding(starts), legend=True)
        style.footnote(axes, starts.provenance, below_points=38)
    return axes


def _row(ax: "Axes", at: float, line: "Line", end: float) -> None:
    ax.plot((line.created_seconds, line.started_seconds), (at, at), color=style.QUIET, lw=1.5, ls=":")
    ax.plot([line.created_seconds], [at], "|", color=style.INK, markersize=11, markeredgewidth=1.6)
    ready = max(line.answered_seconds, line.started_seconds)
    ax.add_patch(
        Rectangle((line.started_seconds, at - _TALL), ready - line.started_seconds, 2 * _TALL, **_NOT_YET)
    )
    ax.add_patch(Rectangle((ready, at - _TALL), end - ready, 2 * _TALL, facecolor=style.DARK))
    ax.plot(
        [line.healthy_seconds],
        [at],
        "D",
        markersize=7,
        markerfacecolor="white",
        markeredgecolor=style.INK,
        markeredgewidth=1.2,
    )


def _legend(ax: "Axes") -> None:
    """Name what is drawn, without drawing any of it again."""
    ax.plot([], [], "|", color=style.INK, markersize=11, markeredgewidth=1.6, label="created")
    ax.add_patch(Rectangle((0, 0), 0, 0, label="started, no answer yet", **_NOT_YET))
    ax.plot(
        [], [], "D", markersize=7, markerfacecolor="white", markeredgecolor=style.INK, label="first healthy"
    )
    ax.add_patch(Rectangle((0, 0), 0, 0, facecolor=style.DARK, label="answers"))


def _head(start: "Start") -> str:
    return f"{start.form}   {_times(start.failed)}"


def _times(failed: int) -> str:
    return f"{failed or 'no'} failed connection{'' if failed == 1 else 's'}"


def _finding(starts: "Starts") -> str:
    short = next(start for start in starts.starts if start.form == SHORT)
    early = short.head_start_seconds
    when = f"{early:.1f} s too early" if early > 0 else "in time"
    waited = _times(starts.failed(WAITING))
    return f"Started is not ready: the back end begins {when}, {_times(short.failed)}; waiting, {waited}"
