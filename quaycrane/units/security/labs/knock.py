"""Asks a database from outside, by the port that the engine publishes for it."""

import socket
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PORT = 6379
_SECONDS = 5


def knock(engine: "Engine", name: str) -> str:
    """Return in words what a Redis server answers from outside, where the engine publishes it.

    Args:
        engine: Where it runs.
        name: The container's name.

    Raises:
        QuaycraneError: There is no such container.
    """
    with explained():
        container = engine.client.containers.get(name)
    try:
        address = Running(container, engine.published_host).address(_PORT)
    except QuaycraneError:
        return f"{name}: port {_PORT} is published nowhere, so nobody outside can ask"
    published = ", ".join(one["HostIp"] for one in container.ports[f"{_PORT}/tcp"] or [])
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=_SECONDS) as connection:
            connection.sendall(b"PING\r\n")
            said = connection.recv(60).decode("utf-8", "replace").strip()
    except OSError as error:
        said = f"no answer ({error.strerror or error})"
    return f"{name}: asked from outside, it says {said}; published on {published}"
