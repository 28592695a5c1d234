"""Remembers the anonymous volumes that removing our containers leaves behind: nothing marks those as ours."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from docker import errors

from quaycrane.engine.ours.labels import RUN_LABEL, run_name

if TYPE_CHECKING:
    from docker import APIClient

_NAME = re.compile(r"[0-9a-f]{64}")
_left: set[str] = set()


def note_anonymous(api: "APIClient", project: str = "") -> None:
    """Remember the anonymous volumes of our containers, before some of those are removed without them.

    Args:
        api: The engine.
        project: A Compose project of ours, whose containers count too.
    """
    marks = [f"{RUN_LABEL}={run_name()}", *([f"com.docker.compose.project={project}"] if project else [])]
    for mark in marks:
        for container in api.containers(all=True, filters={"label": mark}):
            _left.update(_anonymous(container))


def note_anonymous_of(api: "APIClient", container: str) -> None:
    """Remember those of one container, if it is ours."""
    details = api.inspect_container(container)
    if (details["Config"].get("Labels") or {}).get(RUN_LABEL) == run_name():
        _left.update(_anonymous(details))


def remove_noted(api: "APIClient") -> int:
    """Remove what was remembered and nobody uses; return how many."""
    removed = 0
    while _left:
        with suppress(errors.APIError):  # gone already, or in use elsewhere
            api.remove_volume(_left.pop())
            removed += 1
    return removed


def _anonymous(details: Any) -> set[str]:  # noqa: ANN401 - the engine's JSON
    return {
        str(name) for mount in details.get("Mounts") or [] if _NAME.fullmatch(name := mount.get("Name") or "")
    }
