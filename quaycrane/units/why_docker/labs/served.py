"""Asks a container for its page, from outside, as a browser would."""

import http.client
import re
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, patient, wait_until

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PATIENCE_SECONDS = 20
_ANSWER_SECONDS = 3


def served(engine: "Engine", container: str, port: int) -> str:
    """Return the text of a container's page, without its tags, once there is one.

    Args:
        engine: Where it runs.
        container: Its name or id.
        port: Its port, which is published.

    Raises:
        EngineTimeoutError: No page came.
        QuaycraneError: There is no such container, or its port is not published.
    """
    with explained():
        running = Running(engine.client.containers.get(container), engine.published_host)
    address = running.address(port)
    page = wait_until(
        lambda: _page(address),
        timeout_seconds=_PATIENCE_SECONDS,
        what=f"port {port} answers",
        fix="Read what it printed: docker logs, and the container's name",
    )
    return re.sub(r"<[^>]+>", "", page).strip()


def _page(address: str) -> str:
    connection = http.client.HTTPConnection(address, timeout=patient(_ANSWER_SECONDS))
    try:
        connection.request("GET", "/")
        return connection.getresponse().read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()
