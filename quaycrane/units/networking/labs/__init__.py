"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.engine import ConnectionEnd
from quaycrane.units.networking.labs.modes import DIRECT, HOST, MODES, PUBLISHED, Modes, modes
from quaycrane.units.networking.labs.outside import Asked, free_port, outside
from quaycrane.units.networking.labs.reach import ADDRESS, NAME, Member, Net, NetworkMap, Reach
from quaycrane.units.networking.labs.town import (
    DEFAULT,
    DROPS,
    NONE,
    OPEN,
    TOWN,
    WITHIN,
    House,
    Town,
    tried,
)

__all__ = [
    "ADDRESS",
    "DEFAULT",
    "DIRECT",
    "DROPS",
    "HOST",
    "MODES",
    "NAME",
    "NONE",
    "OPEN",
    "PUBLISHED",
    "TOWN",
    "WITHIN",
    "Asked",
    "ConnectionEnd",
    "House",
    "Member",
    "Modes",
    "Net",
    "NetworkMap",
    "Reach",
    "Town",
    "free_port",
    "modes",
    "outside",
    "tried",
]
