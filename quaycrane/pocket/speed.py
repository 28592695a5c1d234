"""Says how much slower the guest is than this machine: both do one small piece of work at each start."""

import subprocess
from pathlib import Path

from quaycrane.pocket.place import Place

LABEL = "quaycrane.pocket.centiseconds"
"""Label of the engine with the time that the guest took."""


def note_speed(place: Place) -> None:
    """Do the work on this machine, and note how long a processor of it was at it."""
    before = _children_seconds()
    subprocess.run([place.busybox, "sh", place.work], check=False)  # noqa: S603 - our own files
    _note(place).write_text(f"{_children_seconds() - before}")


def times_slower(place: Place, labels: list[str]) -> float | None:
    """Return how many times as long the guest took, None where it cannot be told.

    Args:
        place: The pocket engine's folder.
        labels: What the engine says of itself, as ``name=value``.
    """
    told = dict(label.partition("=")[::2] for label in labels)
    try:
        return int(told[LABEL]) / 100 / float(_note(place).read_text())
    except (OSError, ValueError, LookupError, ZeroDivisionError):
        return None


def _children_seconds() -> float:
    import resource  # noqa: PLC0415 - not on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _note(place: Place) -> Path:
    return place.run / "seconds"
