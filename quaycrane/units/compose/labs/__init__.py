"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.compose.labs.bring_up import bring_up
from quaycrane.units.compose.labs.changes import ANEW, GONE, KEPT, LEFT, SERVICES, Changes, Step, changes
from quaycrane.units.compose.labs.probes import Probe, Probes, probes
from quaycrane.units.compose.labs.resolved import Beside, beside, environments
from quaycrane.units.compose.labs.sources import NOTHING, SOURCES, Seen, Sources, sources
from quaycrane.units.compose.labs.starts import SHORT, WAITING, Line, Start, Starts, starts
from quaycrane.units.compose.labs.watched import Watched, watched

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
    "Beside",
    "Changes",
    "Line",
    "Probe",
    "Probes",
    "Seen",
    "Sources",
    "Start",
    "Starts",
    "Step",
    "Watched",
    "beside",
    "bring_up",
    "changes",
    "environments",
    "probes",
    "sources",
    "starts",
    "watched",
]
