"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.compose.labs import (
    ANEW,
    GONE,
    KEPT,
    LEFT,
    NOTHING,
    SHORT,
    SOURCES,
    WAITING,
    Changes,
    Line,
    Seen,
    Sources,
    Start,
    Starts,
    Step,
)
from tests.figures.results import PROVENANCE

_VALUES = ("from-the-run", "from-environment", "from-env-file", "from-the-image", NOTHING)
_STEPS = (
    ("", "up", (KEPT, KEPT, "")),
    ("a setting", "restart", (KEPT, KEPT, "")),
    ("", "up", (ANEW, KEPT, "")),
    ("a file of the image", "up", (KEPT, KEPT, "")),
    ("", "up --build", (ANEW, KEPT, "")),
    ("a service's name", "up", (KEPT, LEFT, ANEW)),
    ("", "up --remove-orphans", (KEPT, GONE, KEPT)),
)


def starts(failed: int = 7) -> Starts:
    """Return a start with each form of depends_on."""
    early = (
        Line("db", 0, 0.4, 4.6, 3.9),
        Line("backend", 0.1, 0.5, 5.3, 4.2),
        Line("frontend", 0.1, 0.7, 1.8, 0.8),
    )
    late = (
        Line("db", 0, 0.4, 4.6, 3.9),
        Line("backend", 0.1, 4.8, 5.9, 5.1),
        Line("frontend", 0.1, 6.2, 7.3, 6.3),
    )
    return Starts((Start(SHORT, early, failed), Start(WAITING, late, 0)), PROVENANCE)


def sources() -> Sources:
    """Return what a container sees with five sources, then four, and so on."""
    seen = (Seen(SOURCES[count:], value) for count, value in enumerate(_VALUES))
    return Sources(tuple(seen), PROVENANCE)


def changes() -> Changes:
    """Return what seven commands do to three services."""
    return Changes(tuple(Step(*step, "", "", "") for step in _STEPS), PROVENANCE)
