"""Turns what the SDK raises into errors that say what happened and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import requests
from docker import errors

from quaycrane.errors import NoEngineError, QuaycraneError

_CAUSES = (
    (
        "no space left on device",
        "The engine's disk is full",
        "Free space: `docker system df` shows what holds it",
    ),
    ("port is already allocated", "The port is taken", "Stop what listens there, or publish another port"),
    ("address already in use", "The port is taken", "Stop what listens there, or publish another port"),
    ("no such image", "The image is not there", "Build it, or get the course's images: quaycrane kit"),
    ("is not running", "The container has stopped", "Read its log: docker logs"),
    ("no such container", "The container is gone", "Run the cell that starts it again"),
)


def explain(text: str) -> QuaycraneError:
    """Return the error for a message of the engine.

    Args:
        text: What the engine said.
    """
    for sign, what, fix in _CAUSES:
        if sign in text.lower():
            return QuaycraneError(what, why=text, fix=fix)
    return QuaycraneError("The engine refused", why=text)


def engine_gone(cause: str = "") -> NoEngineError:
    """Return the error for an engine that stopped answering in the middle."""
    return NoEngineError(
        "The engine stopped answering",
        why=cause,
        fix="Start it again (./course doctor says how), then run this cell again; nothing you wrote is lost",
    )


@contextmanager
def explained() -> Iterator[None]:
    """Raise `QuaycraneError` in place of what the SDK raises inside the block."""
    try:
        yield
    except errors.APIError as error:
        raise explain(str(error.explanation or error)) from None
    except (requests.ConnectionError, requests.Timeout, errors.DockerException) as error:
        raise engine_gone(type(error).__name__) from None
