"""Tells which builder an engine has: BuildKit, or only the classic one that records no steps."""

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from docker import DockerClient

_has_buildkit: "WeakKeyDictionary[DockerClient, bool]" = WeakKeyDictionary()


def has_buildkit(client: "DockerClient") -> bool:
    """Return whether the engine has BuildKit within, as Docker Engine for Linux has since 18.09."""
    if client not in _has_buildkit:
        with explained():
            answer = client.api.get(f"{client.api.base_url}/_ping", timeout=client.api.timeout)
            prefers = answer.headers.get("Builder-Version") == "2"
            _has_buildkit[client] = prefers or _is_docker_for_linux(client.version())
    return _has_buildkit[client]


def _is_docker_for_linux(version: dict[str, Any]) -> bool:
    """Tell a Docker Engine before 23, which has BuildKit and prefers the other, from what has none."""
    parts = {part.get("Name") for part in version.get("Components") or []}
    return "Engine" in parts and version.get("Os") == "linux"


def refuse_without_buildkit(client: "DockerClient") -> None:
    """Do nothing where the engine has BuildKit.

    Raises:
        QuaycraneError: It has only the classic builder.
    """
    if not has_buildkit(client):
        raise QuaycraneError(
            "This engine has only the classic builder, and this needs BuildKit",
            why="Steps, their cache and their times are read from BuildKit's own record",
            fix="Use Docker Engine 23 or newer, or let the course start its own: ./course engine start",
        )
