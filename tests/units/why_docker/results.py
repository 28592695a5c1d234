"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.why_docker.labs import (
    BOX,
    BOX_ABROAD,
    BOX_TOLD,
    EMPTY,
    HOST,
    HOST_ABROAD,
    WARM,
    FirstPage,
    Surroundings,
)
from tests.figures.results import PROVENANCE

_PACKED = {"Python": "3.13.5", "OpenSSL": "3.5.9", "SQLite": "3.46.1", "C library": "glibc 2.41", "Node": ""}
_MACHINE = {"kernel": "6.18.44-a-rather-long-name", "CPUs seen": "2", "clock": "ours"}
_PLAIN = {"time zone": "UTC", "language": "C.UTF-8", "host name": "box"}
_JAPAN = {"time zone": "JST", "language": "ja_JP.UTF-8"}
_OLD = {"Python": "3.11.7", "OpenSSL": "3.0.19", "SQLite": "3.40.1", "C library": "", "Node": "v20.20.2"}


def surroundings(*, host: bool = True, leaks: bool = False) -> Surroundings:
    """Return what was seen on a machine with or without a Python; `leaks` lets a setting in."""
    outside = {
        HOST: _OLD | _PLAIN | _MACHINE | {"host name": "a-laptop-with-a-long-name"},
        HOST_ABROAD: _OLD | _PLAIN | _MACHINE | _JAPAN,
    }
    inside = {
        BOX: _PACKED | _PLAIN | _MACHINE,
        BOX_ABROAD: _PACKED | _PLAIN | _MACHINE | ({"time zone": "JST"} if leaks else {}),
        BOX_TOLD: _PACKED | _PLAIN | _MACHINE | _JAPAN,
    }
    return Surroundings(
        (outside if host else {}) | inside, PROVENANCE, "" if host else "There is no python3 on this machine."
    )


def first_page(*, build_seconds: float = 2.4) -> FirstPage:
    """Return the seconds of one command, from empty and from warm."""
    rest = {"create": 0.1, "start": 0.5, "first answer": 0.3}
    return FirstPage({EMPTY: {"build": build_seconds, **rest}, WARM: {"build": 0.3, **rest}}, PROVENANCE)
