"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.security.labs.actions import ACTIONS, Setting, Try, try_actions
from quaycrane.units.security.labs.bills import Bill, bills
from quaycrane.units.security.labs.ground import Ground, ground
from quaycrane.units.security.labs.hidings import SEARCHED, WAYS, Hiding, Hidings, token_places
from quaycrane.units.security.labs.knock import knock
from quaycrane.units.security.labs.limits import Course, Limits, cpu_limits, memory_limits
from quaycrane.units.security.labs.newer import Newer, Renewed, newer
from quaycrane.units.security.labs.powers import SETTINGS, Powers, powers
from quaycrane.units.security.labs.scans import Match, Scan, scan
from quaycrane.units.security.labs.search import search
from quaycrane.units.security.labs.socket import Reach, socket_reach

__all__ = [
    "ACTIONS",
    "SEARCHED",
    "SETTINGS",
    "WAYS",
    "Bill",
    "Course",
    "Ground",
    "Hiding",
    "Hidings",
    "Limits",
    "Match",
    "Newer",
    "Powers",
    "Reach",
    "Renewed",
    "Scan",
    "Setting",
    "Try",
    "bills",
    "cpu_limits",
    "ground",
    "knock",
    "memory_limits",
    "newer",
    "powers",
    "scan",
    "search",
    "socket_reach",
    "token_places",
    "try_actions",
]
