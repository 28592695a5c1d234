"""Looks at a stack that is up: what its rows' address says, and which containers it has."""

from contextlib import suppress

from quaycrane.engine import Stack, wait_until
from quaycrane.errors import EngineTimeoutError
from quaycrane.units.capstone.checks.asking import Reply, ask
from quaycrane.units.capstone.checks.setting import FRONTEND, PAGE_PORT, THINGS

_ROWS_SECONDS = 60


def rows(made: Stack) -> Reply:
    """Return what the rows' address of a stack answers, asked until it is good, or for a while."""
    replies = [Reply()]

    def good() -> bool:
        replies.append(ask(made.container(FRONTEND).address(PAGE_PORT), THINGS))
        return replies[-1].good

    with suppress(EngineTimeoutError):
        wait_until(good, timeout_seconds=_ROWS_SECONDS, what="the rows' address answers")
    return replies[-1]


def identities(made: Stack) -> dict[str, tuple[str, ...]]:
    """Return the ids of each service's containers."""
    return {
        name: tuple(str(one.container.id) for one in made.containers(name, ended=True))
        for name in made.services
    }
