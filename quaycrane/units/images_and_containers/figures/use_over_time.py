"""Draws what a container uses while it is busy, paused, idle and stopped."""

from typing import TYPE_CHECKING

from quaycrane.figures import style
from quaycrane.units.images_and_containers.labs import Phase

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.images_and_containers.labs import Use

_LOWEST_TOP = 100


def use_over_time(use: "Use", ax: "Axes | None" = None) -> "Axes":
    """Draw CPU and memory over time on one scale, and the phases as bands.

    Args:
        use: What was measured so far, one sample at least.
        ax: Axes to draw on; None makes a figure.
    """
    seconds = [sample.seconds for sample in use.samples]
    cpu = [sample.cpu_percent for sample in use.samples]
    memory = [sample.memory_bytes / 1e6 for sample in use.samples]
    top = 1.22 * max(_LOWEST_TOP, *cpu, *memory)
    with style.panel(ax, 3.9) as axes:
        axes.fill_between(seconds, cpu, step="pre", color=style.DARK, linewidth=0, label="CPU, % of one")
        axes.step(seconds, memory, where="pre", color=style.LIGHT_EDGE, linewidth=2.2, label="memory, MB")
        _bands(axes, use, top)
        axes.set_ylim(0, top)
        axes.set_xlim(0, max(seconds[-1], 1))
        axes.set_xlabel("seconds")
        axes.yaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        style.headline(axes, _finding(use), legend=True)
        style.footnote(axes, use.provenance, below_points=40)
    return axes


def _bands(ax: "Axes", use: "Use", top: float) -> None:
    """Name each phase above its part, and part it from the one before."""
    begin = 0.0
    whole = max(use.samples[-1].seconds, 1)
    for phase in use.phases:
        end = [sample.seconds for sample in use.samples if sample.phase is phase][-1]
        if begin:
            ax.axvline(begin, color=style.QUIET, linewidth=1, linestyle=(0, (3, 3)))
        if end - begin > whole / 12:
            ax.text((begin + end) / 2, top * 0.95, phase.value, ha="center", va="top", fontweight="bold")
        begin = end


def _finding(use: "Use") -> str:
    if use.phases != tuple(Phase):
        return f"A container that is {use.phases[-1]}"
    kept, left = use.memory_bytes(Phase.PAUSED), use.memory_bytes(Phase.STOPPED)
    if Phase.PAUSED in use.without_cpu and not left:
        return f"Paused: no CPU, and {style.megabytes_text(kept)} of memory; stopped: neither"
    paused, stopped = use.cpu_percent(Phase.PAUSED), use.cpu_percent(Phase.STOPPED)
    return f"Paused it used {paused:.0f} % of a CPU, stopped {stopped:.0f} %"
