"""The memory of an engine's containers together."""

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import requests
from docker import errors

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_CACHES = ("inactive_file", "total_inactive_file")
"""What the kernel can drop at any moment, as cgroup v2 and v1 call it; `docker stats` leaves it out, too."""


def containers_memory_bytes(engine: "Connection", *, besides: Collection[str | None] = ()) -> int:
    """Return what the running containers hold now, without file caches; one that just ended holds nothing.

    Args:
        engine: The engine.
        besides: The ids of containers that do not count.
    """
    held = 0
    with suppress(errors.DockerException, requests.RequestException):
        for one in engine.client.containers.list(ignore_removed=True):
            if one.id in besides:
                continue
            with suppress(errors.APIError):
                stats = cast("dict[str, Any]", one.stats(stream=False, one_shot=True))
                memory = stats.get("memory_stats", {})  # an engine without control groups counts nothing
                caches = memory.get("stats", {})
                held += memory.get("usage", 0) - next((caches[name] for name in _CACHES if name in caches), 0)
    return held
