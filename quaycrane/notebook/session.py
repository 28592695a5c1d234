"""The engine of this notebook: the one that `start()` found, or the first that answers."""

import os
from typing import TYPE_CHECKING

from quaycrane.engine import Kind, connect

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_found: "list[Engine]" = []


def remember(engine: "Engine") -> None:
    """Make an engine the notebook's, and lead `docker.from_env()`, `!docker` and `%%bash` to it.

    What is made by those is the learner's own: it carries no label, and stays.
    """
    _found[:] = [engine]
    os.environ.update(engine.handed_on)


def known() -> "Engine | None":
    """Return the engine that `start()` found, None before it or where none answered."""
    return next((one for one in _found if one.kind is not Kind.NONE), None)


def engine() -> "Engine":
    """Return the notebook's engine."""
    if not _found or _found[0].kind is Kind.NONE:
        remember(connect())
    return _found[0]
