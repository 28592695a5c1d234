"""Draws the services of a Compose file: who waits for whom, who shares a network, what is published."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import FancyBboxPatch

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.checks.compose import Dependency, ServiceGraph, ServiceNode

_HALF = 0.42
_TALL = 1.3
_LANE = 0.5
_ROW = 0.55
_MARGIN = 0.95
_SMALL = 8
_LETTER_INCHES = 0.0088
"""Width of a letter, for each point of its size."""


def service_graph(graph: "ServiceGraph", ax: "Axes | None" = None) -> "Axes":
    """Draw each service as a box, above them who waits for whom, below them networks and volumes.

    Args:
        graph: The graph, with at least one service.
        ax: Axes to draw on; None makes a figure.
    """
    rows = [(name, internal) for name, internal in graph.networks]
    volumes = [(node, *volume) for node in graph.services for volume in node.volumes]
    top = _TALL + _LANE * (len(graph.dependencies) + 0.4)
    bottom = -_ROW * (len(rows) + len(volumes) + 0.5)
    with style.panel(ax, 1.3 + 0.62 * (top - bottom)) as axes:
        right = max(len(graph.services) - 0.4, 1.0)
        inches = style.WIDTH_INCHES * 2 * _HALF / (right + _MARGIN + 0.35)
        places = {node.name: place for place, node in enumerate(graph.services)}
        for node in graph.services:
            _box(axes, places[node.name], node, inches)
        for lane, dependency in enumerate(_by_span(graph, places)):
            _arrow(axes, places, dependency, lane)
        for row, (name, internal) in enumerate(rows):
            members = [places[node.name] for node in graph.services if name in node.networks]
            _network(axes, -_ROW * (row + 1), f"{name}, internal" if internal else name, members)
        for row, (node, volume, target) in enumerate(volumes):
            side = -1 if places[node.name] == len(graph.services) - 1 > 0 else 1
            _volume(axes, -_ROW * (len(rows) + row + 1), places[node.name], side, f"{volume}\n{target}")
        axes.set_xlim(-_MARGIN - 0.35, right)
        axes.set_ylim(bottom, top)
        axes.set_axis_off()
        style.headline(axes, finding(graph))
        style.remark(axes, f"Read from {graph.source}, as Compose resolves it", below_points=6)
    return axes


def _box(ax: "Axes", place: int, node: "ServiceNode", inches: float) -> None:
    stored = node.keeps_data
    look: dict[str, Any] = {
        "facecolor": style.LIGHT if stored else "white",
        "edgecolor": style.LIGHT_EDGE if stored else style.DARK,
    }
    corner = (place - _HALF, 0.08)
    shape = "round,pad=0,rounding_size=0.08"
    ax.add_patch(FancyBboxPatch(corner, 2 * _HALF, _TALL - 0.16, boxstyle=shape, linewidth=1.6, **look))
    published = ", ".join(node.published)
    letters = int(inches / (_SMALL * _LETTER_INCHES))
    ports = f"published {published}" if published else "not published"
    ports = ports if len(ports) <= letters or not published else published
    image = node.image.rpartition("/")[2]
    for height, text, weight, size in (
        (1.0, node.name, "bold", 11),
        (0.65, image, None, _SMALL),
        (0.32, ports, None, _SMALL),
    ):
        shown = style.shortened(text, int(inches / (size * _LETTER_INCHES)))
        ax.text(place, height, shown, ha="center", va="center", fontweight=weight, fontsize=size)


def _by_span(graph: "ServiceGraph", places: dict[str, int]) -> "list[Dependency]":
    """Return the dependencies, the shortest arrows first, so that they lie lowest."""
    return sorted(
        graph.dependencies, key=lambda one: (abs(places[one.service] - places[one.needs]), one.service)
    )


def _arrow(ax: "Axes", places: dict[str, int], dependency: "Dependency", lane: int) -> None:
    """Draw who waits for whom as a line that rises, goes along its own lane and comes down."""
    begin, end = places[dependency.service], places[dependency.needs]
    shift = 0.26 - 0.09 * (lane % 6)
    left, right = begin + shift, end - shift
    height = _TALL + _LANE * (lane + 0.55)
    ax.plot([left, left, right], [_TALL - 0.08, height, height], color=style.QUIET, linewidth=1.2)
    ax.annotate(
        "",
        xy=(right, _TALL - 0.08),
        xytext=(right, height),
        arrowprops={"arrowstyle": "-|>", "color": style.QUIET, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0},
    )
    ax.text(
        (left + right) / 2,
        height,
        f"until {dependency.condition}",
        ha="center",
        va="center",
        fontsize=8,
        zorder=6,
        bbox={"facecolor": style.PANEL, "edgecolor": "none", "pad": 1.5},
    )


def _network(ax: "Axes", height: float, name: str, members: list[int]) -> None:
    ax.plot(
        [min(members), max(members)], [height, height], color=style.DARK, linewidth=3, solid_capstyle="round"
    )
    for member in members:
        ax.plot([member, member], [0.08, height], color=style.DARK, linewidth=1, linestyle=(0, (1, 2)))
    ax.plot(members, [height] * len(members), "o", markersize=8, color=style.DARK)
    _label(ax, height, f"network {name}")


def _volume(ax: "Axes", height: float, place: int, side: int, label: str) -> None:
    """Draw a volume below its service, and on the side with room where it is mounted."""
    name, target = label.split("\n")
    ax.plot([place], [height], "s", markersize=9, color=style.LIGHT, markeredgecolor=style.LIGHT_EDGE)
    align, shown = "left" if side > 0 else "right", style.shortened(target, 28)
    ax.text(place + side * 0.09, height, shown, ha=align, va="center", fontsize=8, family="monospace")
    _label(ax, height, f"volume {name}")


def _label(ax: "Axes", height: float, text: str) -> None:
    ax.text(-_MARGIN - 0.3, height, style.shortened(text, 22), va="center", fontsize=9, color=style.QUIET)


def finding(graph: "ServiceGraph") -> str:
    """Return what the graph shows: what the outside reaches, and whether a database is among it."""
    doors = [node for node in graph.services if node.open_to_all]
    stores = [node for node in graph.services if node.keeps_data]
    open_stores = [node.name for node in stores if node.open_to_all]
    if open_stores:
        return f"{_all(open_stores)} answers to every machine that reaches the host"
    if not doors:
        within = [node.name for node in graph.services if node.published]
        sentence = f"only this machine reaches {_all(within)}" if within else "nothing is published"
        return f"{_count(len(graph.services))}, and {sentence}"
    if not stores:
        return f"{_count(len(graph.services))}: the outside reaches {_all([node.name for node in doors])}"
    for door in doors:
        for store in stores:
            if shared := graph.reach(door.name, store.name):
                return f"The outside reaches {door.name}, and {door.name} reaches {store.name} on {shared[0]}"
    outside, inside = ([node.name for node in nodes] for nodes in (doors, stores))
    return f"The outside reaches {_all(outside)}, which cannot reach {_all(inside, 'or')}"


def _count(number: int) -> str:
    return f"{number} service{'' if number == 1 else 's'}"


def _all(names: list[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
