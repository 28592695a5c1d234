"""Waits for what the engine says of a container's health."""

import time
from typing import TYPE_CHECKING

from quaycrane.engine import explained, wait_until

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PATIENCE_SECONDS = 60


def until_health(engine: "Engine", container: str, status: str) -> float:
    """Return how many seconds it took until a container's health was `status`.

    Args:
        engine: Where it runs.
        container: Its name or id; it has a health check.
        status: ``starting``, ``healthy`` or ``unhealthy``.

    Raises:
        EngineTimeoutError: It never was.
        QuaycraneError: There is no such container.
    """
    began = time.monotonic()
    wait_until(
        lambda: _status(engine, container) == status,
        timeout_seconds=_PATIENCE_SECONDS,
        what=f"the container is {status}",
        fix="Read what the probe said: docker inspect --format '{{json .State.Health}}'",
    )
    return time.monotonic() - began


def _status(engine: "Engine", container: str) -> str:
    with explained():
        found = engine.client.containers.get(container)
    return str(found.attrs["State"].get("Health", {}).get("Status", ""))
