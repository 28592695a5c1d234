"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.volumes.engine import Event, Fate, Place
from quaycrane.units.volumes.labs.database import until_ready
from quaycrane.units.volumes.labs.edits import Edits, edits
from quaycrane.units.volumes.labs.host_folder import HostFolder
from quaycrane.units.volumes.labs.owners import Owned, Owners, owners
from quaycrane.units.volumes.labs.survival import Survival, Trial, survival

__all__ = [
    "Edits",
    "Event",
    "Fate",
    "HostFolder",
    "Owned",
    "Owners",
    "Place",
    "Survival",
    "Trial",
    "edits",
    "owners",
    "survival",
    "until_ready",
]
