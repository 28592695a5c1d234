"""Waits for what the engine says of a container's health."""

import time
from typing import TYPE_CHECKING

from quaycrane.engine import explained, wait_until

if TYPE_CHECKING:
    from docker.models.containers import Container

_PATIENCE_SECONDS = 60


def until_health(container: "Container", status: str) -> float:
    """Return how many seconds it took until a container's health was `status`.

    Args:
        container: The container, which has a health check.
        status: ``starting``, ``healthy`` or ``unhealthy``.

    Raises:
        EngineTimeoutError: It never was.
    """
    began = time.monotonic()
    wait_until(
        lambda: _status(container) == status,
        timeout_seconds=_PATIENCE_SECONDS,
        what=f"the container is {status}",
        fix="Read what the probe said: docker inspect --format '{{json .State.Health}}'",
    )
    return time.monotonic() - began


def _status(container: "Container") -> str:
    with explained():
        container.reload()
    return str(container.attrs["State"].get("Health", {}).get("Status", ""))
