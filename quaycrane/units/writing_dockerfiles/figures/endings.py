"""Draws who is process 1 and how long a stop takes, for each form of starting a server."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.writing_dockerfiles.labs import Endings, ServerEnd

_HEIGHT = 0.5
_CHARACTERS = 24
_LOOK: dict[bool, dict[str, Any]] = {
    False: {"facecolor": style.DARK, "edgecolor": style.DARK},
    True: {"facecolor": style.LIGHT, "edgecolor": style.LIGHT_EDGE, "hatch": style.LIGHT_HATCH},
}


def endings(result: "Endings", ax: "Axes | None" = None) -> "Axes":
    """Draw a bar for each form, and beside it process 1, the exit code, and whether the server closed.

    Args:
        result: What was measured.
        ax: Axes to draw on; None makes a figure.
    """
    longest = max(one.seconds for one in result.endings)
    with style.panel(ax, 4.6) as axes:
        for row, ending in enumerate(result.endings):
            axes.barh(row, ending.seconds, _HEIGHT, linewidth=0.8, **_LOOK[ending.was_killed])
            axes.text(ending.seconds + longest * 0.02, row, _told(ending), va="center", fontsize=8.5)
        axes.set_yticks(range(len(result.endings)), [style.wrapped(one.form, 16) for one in result.endings])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(result.endings) - 0.5, -0.6)
        axes.set_xlim(0, longest * 1.95)
        axes.set_xticks([tick for tick in axes.get_xticks() if tick <= longest * 1.05])
        axes.set_xlabel("seconds after docker stop · process 1, exit code", fontsize=9)
        axes.xaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(result))
        style.remark(axes, "Hatched: killed when the grace was over.", below_points=40)
        style.footnote(axes, result.provenance, below_points=54)
    return axes


def _told(ending: "ServerEnd") -> str:
    first = style.shortened(ending.first.replace("docker-entrypoint.sh ", ""), _CHARACTERS)
    end = "closed in order" if ending.closed else "cut off"
    return f"{style.seconds_text(ending.seconds)} · {first}\ncode {ending.code}, {end}"


def _finding(result: "Endings") -> str:
    killed = [ending.seconds for ending in result.endings if ending.was_killed]
    closed = [ending.seconds for ending in result.endings if ending.closed]
    count = f"{len(closed)} of {len(result.endings)} forms let the server close in order"
    if not (killed and closed):
        return count
    soon, late = style.seconds_text(max(closed)), f"{max(killed):.0f} s"
    return f"{count}, in {soon}; {len(killed)} wait {late} and are killed"
