"""Marks everything that we create on an engine, and takes it away again by that mark."""

import os
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docker import errors

if TYPE_CHECKING:
    from docker import DockerClient

RUN_LABEL = "io.quaycrane.run"
"""Label whose value names the run of a process, see `run_name`."""

KEPT: dict[str, str] = {RUN_LABEL: "kept"}
"""Labels of what outlives the run that made it: no sweep takes it."""

_token = uuid.uuid4().hex[:8]


def run_name() -> str:
    """Return the name of this process's run, ``host:pid:start:token``.

    ``QUAYCRANE_RUN`` names it where a parent process answers for the cleaning up.
    """
    given = os.environ.get("QUAYCRANE_RUN")
    return given or own_run(_token)


def own_run(token: str) -> str:
    """Return a run name that this process owns, with `token` to tell its runs apart."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_start_ticks(pid)}:{token}"


def run_labels() -> dict[str, str]:
    """Return the labels that mark an object as ours, for this run."""
    return {RUN_LABEL: run_name()}


def _start_ticks(pid: int) -> str:
    """Return when a process started, so that a pid used again is not taken for its predecessor."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def owner_lives(pid: int, began_then: Callable[[str], bool]) -> bool:
    """Return whether a process of this machine is there, and is the one that is meant.

    Args:
        pid: Its number.
        began_then: Told when a process of that number began, whether that is the right time.
    """
    if not Path("/proc/self").exists():  # no /proc to ask, as on macOS
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
    return Path(f"/proc/{pid}").exists() and began_then(_start_ticks(pid))


def _run_lives(run: str) -> bool:
    host, pid, start, *_ = [*run.split(":"), "", "", ""]
    if host != socket.gethostname() or not pid.isdigit():
        return True
    return owner_lives(int(pid), start.__eq__)


def sweep(client: "DockerClient", run: str | None = None) -> int:
    """Remove what a run left on the engine: containers, images, networks, volumes.

    Args:
        client: Where to look.
        run: The run to remove; None removes every run whose process is gone from this machine.

    Returns:
        How many objects were removed.
    """
    removed = 0
    for thing in _labelled(client):
        owner = thing.attrs.get("Labels") or (thing.attrs.get("Config") or {}).get("Labels") or {}
        name = owner.get(RUN_LABEL, "")
        if name == run if run is not None else not _run_lives(name):
            removed += remove(client, thing)
    return removed


def _labelled(client: "DockerClient") -> Iterator[Any]:
    """Yield our objects in an order in which they can be removed."""
    ours: dict[str, str | list[str] | bool] = {"label": RUN_LABEL}
    yield from client.containers.list(all=True, filters=ours, ignore_removed=True)
    yield from client.networks.list(filters=ours)
    yield from client.volumes.list(filters=ours)
    images = client.images.list(filters=ours)
    yield from sorted(images, key=lambda image: image.attrs["Created"], reverse=True)


def remove(client: "DockerClient", thing: Any) -> int:  # noqa: ANN401 - four unrelated SDK classes
    """Remove a container with its anonymous volumes, an image, a network or a volume, by force.

    Returns:
        1, or 0 where it is gone already or something that is not ours holds it.
    """
    kind = type(thing).__name__
    try:
        if kind == "Container":
            thing.remove(force=True, v=True)
        elif kind == "Image":
            client.images.remove(thing.id, force=True)
        elif kind == "Volume":
            thing.remove(force=True)
        else:
            thing.remove()
    except errors.APIError:
        return 0
    return 1
