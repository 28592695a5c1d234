"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.security.labs import (
    ACTIONS,
    SETTINGS,
    WAYS,
    Course,
    Hiding,
    Hidings,
    Limits,
    Powers,
    Try,
)
from tests.figures.results import PROVENANCE

# A column a setting of SETTINGS, a letter an action of ACTIONS: y for allowed.
_ALLOWED = ("yyyyyyyynn", "ynyyyyyynn", "ynnnyynnnn", "nnyyyyyynn", "nnnnyynnnn", "nnnnnynnnn")
_FOUND = {
    "ARG": {"history"},
    "ENV": {"history", "configuration"},
    "ENV, emptied later": {"history"},
    "COPY, then rm": {"a layer"},
    "ARG in an earlier stage": {"an earlier stage"},
    "secret mount, kept in base64": {"a layer"},
    "secret mount": set[str](),
}


def powers() -> Powers:
    """Return what was allowed to whom, as Engine 28 says."""
    tries = {
        setting: tuple(
            Try(action, letter == "y", "") for action, letter in zip(ACTIONS, letters, strict=True)
        )
        for setting, letters in zip(SETTINGS, _ALLOWED, strict=True)
    }
    return Powers(tries, PROVENANCE)


def hidings() -> Hidings:
    """Return where the token of each way is found."""
    return Hidings(tuple(Hiding(way, frozenset(_FOUND[way])) for way in WAYS), PROVENANCE)


def memory() -> Limits:
    """Return a program that takes 128 MB, and the same one killed at 64."""
    free = Course(0, tuple(n / 25 for n in range(1, 33)), tuple(4.0 * n for n in range(1, 33)), 0)
    killed = Course(
        64, tuple(n / 23 for n in range(1, 15)), tuple(4.0 * n for n in range(1, 15)), 137, out_of_memory=True
    )
    return Limits((free, killed), PROVENANCE)


def shares() -> Limits:
    """Return the shares of a CPU that a program in a circle got."""
    seconds = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
    courses = (
        Course(0, seconds, (0.98, 0.99, 0.97, 0.98, 0.99, 0.98), 0),
        Course(0.5, seconds, (0.52, 0.48, 0.51, 0.49, 0.5, 0.5), 0),
        Course(0.25, seconds, (0.26, 0.24, 0.25, 0.25, 0.26, 0.24), 0),
    )
    return Limits(courses, PROVENANCE)
