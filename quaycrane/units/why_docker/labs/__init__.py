"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.labs import Workspace
from quaycrane.units.why_docker.labs.box import Box, open_box
from quaycrane.units.why_docker.labs.first_page import EMPTY, PHASES, WARM, FirstPage, first_page
from quaycrane.units.why_docker.labs.hyphen import hyphen
from quaycrane.units.why_docker.labs.seen import Seen, seen
from quaycrane.units.why_docker.labs.served import served
from quaycrane.units.why_docker.labs.surroundings import (
    BOX,
    BOX_ABROAD,
    BOX_TOLD,
    HOST,
    HOST_ABROAD,
    NOT_PACKED,
    PACKED,
    SETTINGS,
    Surroundings,
    surroundings,
)

__all__ = [
    "BOX",
    "BOX_ABROAD",
    "BOX_TOLD",
    "EMPTY",
    "HOST",
    "HOST_ABROAD",
    "NOT_PACKED",
    "PACKED",
    "PHASES",
    "SETTINGS",
    "WARM",
    "Box",
    "FirstPage",
    "Seen",
    "Surroundings",
    "Workspace",
    "first_page",
    "hyphen",
    "open_box",
    "seen",
    "served",
    "surroundings",
]
