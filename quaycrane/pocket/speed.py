"""Says how much slower the guest is than this machine: both do one small piece of work at each start."""

import os
import subprocess
from pathlib import Path

from quaycrane.pocket.place import Place

LABEL = "quaycrane.pocket.centiseconds"
"""Label of the engine with the time that the guest took."""


def note_speed(place: Place) -> None:
    """Do the work on this machine, and note how long a processor of it was at it."""
    before = os.times()
    subprocess.run([place.busybox, "sh", place.work], check=False)  # noqa: S603 - our own files
    after = os.times()
    took = after.children_user + after.children_system - before.children_user - before.children_system
    _note(place).write_text(f"{took}")


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


def _note(place: Place) -> Path:
    return place.run / "seconds"
