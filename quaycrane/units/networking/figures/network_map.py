"""Draws who is on which network: networks as lines, containers hung from them with their addresses."""

from typing import TYPE_CHECKING

from matplotlib.patches import FancyBboxPatch

from quaycrane.figures import style
from quaycrane.units.networking.labs import NONE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.networking.labs import Net, NetworkMap

_HALF, _TALL = 0.43, 0.5


def network_map(found: "NetworkMap", ax: "Axes | None" = None) -> "Axes":
    """Draw each network as a line, and a mark where a container is on it.

    Args:
        found: What the engine told.
        ax: Axes to draw on; None makes a figure.
    """
    places = {name: place for place, name in enumerate(found.containers)}
    rows = {net.name: row for row, net in enumerate(found.networks)}
    with style.panel(ax, 1.9 + 0.62 * len(rows)) as axes:
        for net in found.networks:
            ends = [places[member.container] for member in found.members if member.network == net.name]
            _line(axes, rows[net.name], net, min(ends), max(ends))
        for one in found.members:
            place, row = places[one.container], rows[one.network]
            axes.plot([place, place], [-0.72, row], color=style.QUIET, linewidth=1, zorder=0)
            axes.plot(place, row, "o", color=style.DARK if one.address else "white", mec=style.INK, ms=9)
            axes.text(place + 0.1, row + 0.14, one.address or "no address", fontsize=8, va="top")
        for name, place in places.items():
            _box(axes, place, name)
        axes.set_yticks(list(rows.values()), [_told(net) for net in found.networks], fontsize=10)
        axes.tick_params(length=0)
        axes.set_xticks([])
        axes.spines[:].set_visible(False)
        axes.set_xlim(-0.6, len(places) - 0.1)
        axes.set_ylim(len(rows) - 0.35, -1.45)
        style.headline(axes, _finding(found))
        style.footnote(axes, found.provenance, below_points=8)
    return axes


def _line(ax: "Axes", row: int, net: "Net", first: int, last: int) -> None:
    if net.name == NONE:
        return
    dash = (0, (5, 3)) if net.internal else "-"
    ax.plot([first - 0.3, last + 0.75], [row, row], color=style.DARK, linewidth=3, linestyle=dash, zorder=0.5)


def _box(ax: "Axes", place: int, name: str) -> None:
    shape = FancyBboxPatch(
        (place - _HALF + 0.05, -0.72 - _TALL),
        2 * _HALF - 0.1,
        _TALL,
        boxstyle="round,pad=0.02",
        facecolor="white",
        edgecolor=style.INK,
    )
    ax.add_patch(shape)
    ax.text(place, -0.72 - _TALL / 2, name, ha="center", va="center", fontsize=10)


def _told(net: "Net") -> str:
    if net.name == NONE:
        return "none"
    return f"{net.name}\n(internal)" if net.internal else net.name


def _finding(map_drawn: "NetworkMap") -> str:
    networks = [net for net in map_drawn.networks if net.name != NONE]
    by_container = [
        sum(member.container == name for member in map_drawn.members) for name in map_drawn.containers
    ]
    both = [name for name, count in zip(map_drawn.containers, by_container, strict=True) if count > 1]
    sentence = f"{len(map_drawn.containers)} containers on {len(networks)} networks"
    return (
        f"{sentence}; only {' and '.join(both)} {'is' if len(both) == 1 else 'are'} on two"
        if both
        else sentence
    )
