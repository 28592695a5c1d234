"""Results made by hand, so that a figure's and an explorer's test needs no engine."""

from quaycrane.units.capstone.engine import Ask, Change, Note, TimeLine, What
from quaycrane.units.capstone.labs import Compared
from tests.figures.results import PROVENANCE

_STEP_SECONDS = 0.2
_SECONDS = 12


def line(
    what: dict[What, tuple[float, float, int]], *, kept: int | None = 40, silent: bool = False
) -> TimeLine:
    """Return 12 s in which requests of some kinds fail.

    Args:
        what: From when until when, in seconds, and with which status.
        kept: How many of the 40 rows that were taken are there.
        silent: Whether those that fail wait ten seconds for nothing.
    """
    asks = [
        _ask(kind, step * _STEP_SECONDS, what.get(kind, (0, 0, 200)), silent=silent)
        for kind in What
        for step in range(int(_SECONDS / _STEP_SECONDS))
    ]
    changes = (
        *(Change(0, service, "healthy") for service in ("api", "db", "page")),
        Change(2, "db", "ended (137)"),
        Change(2.3, "db", "runs"),
        Change(5.5, "db", "healthy"),
    )
    return TimeLine(tuple(asks), changes, (Note(2, "kill -9: db"),), _SECONDS, 40, kept)


def killed() -> TimeLine:
    """Return a database that is killed after 2 s and answers again after 5 s."""
    return line({What.ROWS: (2, 5, 503), What.WRITE: (2, 5, 503)})


def for_good() -> TimeLine:
    """Return one that stays away, so that the rows cannot be read."""
    return line({What.ROWS: (2, _SECONDS, 500), What.WRITE: (2, _SECONDS, 500)}, kept=None)


def compared() -> Compared:
    """Return both as one result."""
    return Compared("the database is killed", {"mended": killed(), "careless": for_good()}, PROVENANCE)


def _ask(what: What, at: float, fails: tuple[float, float, int], *, silent: bool) -> Ask:
    begin, end, status = fails
    if not begin <= at < end:
        return Ask(at, what, 200, 3, is_well=True)
    return Ask(at, what, 0 if silent else status, 10_000 if silent else 4, is_well=False)
