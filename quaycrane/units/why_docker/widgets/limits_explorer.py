"""The explorer of surroundings: choose image, time zone and limits, and see what the program sees."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from quaycrane.units.why_docker.labs import Seen
from quaycrane.widgets import Trial, look, playable

Look = Callable[[str, str, float | None, int | None], Seen]
"""Runs a program: image, time zone, processors, MiB; returns what it sees."""

_ZONES = (("not set", ""), ("Europe/Zurich", "Europe/Zurich"), ("JST-9", "JST-9"), ("Mars/Base", "Mars/Base"))
_CPUS = (("no limit", 0.0), ("0.25", 0.25), ("0.5", 0.5), ("1", 1.0))
_MEMORY = (("no limit", 0), ("64 MiB", 64), ("256 MiB", 256))


def explore_limits(run: Look, images: Sequence[str]) -> widgets.VBox:
    """Return the explorer.

    Args:
        run: Runs a program and returns what it sees; a `QuaycraneError` from it is shown as text.
        images: What to choose from.
    """
    chosen = [
        _choice("image", [(image, image) for image in images]),
        _choice("-e TZ=", _ZONES),
        _choice("--cpus", _CPUS),
        _choice("--memory", _MEMORY),
    ]

    def looked() -> str:
        image, zone, cpus, memory = (one.value for one in chosen)
        cpus, memory = cpus or None, memory or None  # None itself would be no choice
        return _told(run(image, zone, cpus, memory), zone, cpus, memory)

    trial = Trial(lambda: chosen)
    button = trial.button("Run and look", looked, "The program looks around …")
    row = widgets.HBox(chosen, layout={"flex_flow": "row wrap", "grid_gap": "0 1em"})
    return playable(row, button, trial.result)


def _choice(name: str, options: Sequence[tuple[str, object]]) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options,
        description=name,
        tooltip=name,
        style={"description_width": "5.5em"},
        layout=look.wide("21em"),
    )


def _told(seen: Seen, zone: str, cpus: float | None, memory: int | None) -> str:
    cpu_limit = "none" if seen.cpu_limit is None else f"{seen.cpu_limit:g} processors"
    memory_limit = "none" if seen.memory_limit_mib is None else f"{seen.memory_limit_mib} MiB"
    rows = [
        ("system", "the image", seen.system, ""),
        ("C library", "the image", seen.library, ""),
        ("kernel", "the machine", seen.kernel, ""),
        ("time", f"TZ={zone}" if zone else "nothing", seen.time, ""),
        ("processors", f"--cpus {cpus:g}" if cpus else "nothing", f"{seen.processors}", cpu_limit),
        ("memory", f"--memory {memory}m" if memory else "nothing", f"{seen.memory_mib} MiB", memory_limit),
    ]
    table = look.grid(
        ("", "set by", "the program sees", "the limit that holds"),
        [tuple(look.prose(cell) for cell in row) for row in rows],
    )
    return look.box("good", [table])
