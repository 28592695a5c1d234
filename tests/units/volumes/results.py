"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.volumes.labs import Edits, Event, Fate, Place, Survival
from tests.figures.results import PROVENANCE

_SAME = (Event.STOP, Event.CRASH)
_KEPT = (Event.REMOVE, Event.DOWN)
_LOSES_NAMED = (Event.PRUNE_ALL, Event.DOWN_V)


def survival() -> Survival:
    """Return what becomes of a file on Engine 28."""
    return Survival({event: {place: _fate(event, place) for place in Place} for event in Event}, PROVENANCE)


def _fate(event: Event, place: Place) -> Fate:
    if event in _SAME or place is Place.BIND:
        return Fate.THERE
    if place is Place.NAMED:
        return Fate.GONE if event in _LOSES_NAMED else Fate.THERE
    return Fate.STRANDED if event in _KEPT and place is not Place.LAYER else Fate.GONE


def edits() -> Edits:
    """Return four rounds of each way."""
    return Edits((0.012, 0.009, 0.011, 0.03), (1.9, 2.0, 2.05, 2.3), PROVENANCE)
