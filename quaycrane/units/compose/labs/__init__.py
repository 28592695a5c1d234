"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.compose.labs.changes import ANEW, GONE, KEPT, LEFT, SERVICES, Changes, Step, changes
from quaycrane.units.compose.labs.sources import NOTHING, SOURCES, Seen, Sources, sources
from quaycrane.units.compose.labs.starts import SHORT, WAITING, Line, Start, Starts, starts

__all__ = [
    "ANEW",
    "GONE",
    "KEPT",
    "LEFT",
    "NOTHING",
    "SERVICES",
    "SHORT",
    "SOURCES",
    "WAITING",
    "Changes",
    "Line",
    "Seen",
    "Sources",
    "Start",
    "Starts",
    "Step",
    "changes",
    "sources",
    "starts",
]
