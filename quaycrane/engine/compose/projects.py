"""Names Compose projects after the run that made them, and takes them away by that name.

Compose marks all that it makes with its project's name and can be told no label of ours, so the name says
whose it is: ``shop-qc`` and then this machine, the process, and when that began, in letters and digits.
"""

import hashlib
import re
import socket
import string
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.engine.ours.labels import owner_lives, remove, run_name

if TYPE_CHECKING:
    from docker import DockerClient

PROJECT_LABEL = "com.docker.compose.project"
_DIGITS = string.digits + string.ascii_lowercase
_HOST_LENGTH, _START_LENGTH = 4, 3
_TAG = re.compile(rf"-qc([0-9a-z]{{{_HOST_LENGTH}}})([0-9a-z]{{{_START_LENGTH}}})([0-9a-z]+)$")


def project_name(folder: Path) -> str:
    """Return the name of this run's project for a folder: the same each time it is asked."""
    plain = re.sub(r"[^a-z0-9_-]", "", folder.resolve().name.lower()).lstrip("_-") or "project"
    return f"{plain}-{_tag(run_name())}"


def sweep_projects(client: "DockerClient", run: str | None = None) -> int:
    """Remove what the projects of a run hold; see `quaycrane.engine.ours.labels.sweep`."""
    removed = 0
    for thing in _of_projects(client):
        name = _labels(thing).get(PROJECT_LABEL, "")
        if name.endswith(f"-{_tag(run)}") if run is not None else _is_left(name):
            removed += remove(client, thing)
    return removed


def _of_projects(client: "DockerClient") -> Iterator[Any]:
    """Yield what Compose made, in an order in which it can be removed."""
    made: dict[str, str | list[str] | bool] = {"label": PROJECT_LABEL}
    yield from client.containers.list(all=True, filters=made, ignore_removed=True)
    yield from client.networks.list(filters=made)
    yield from client.volumes.list(filters=made)
    yield from client.images.list(filters=made)


def _labels(thing: Any) -> dict[str, str]:  # noqa: ANN401 - four unrelated SDK classes
    return thing.attrs.get("Labels") or (thing.attrs.get("Config") or {}).get("Labels") or {}


def _tag(run: str) -> str:
    host, pid, start, *_ = [*run.split(":"), "", "", ""]
    return f"qc{_host_code(host)}{_short(int(start or 0), _START_LENGTH)}{_short(int(pid or 0))}"


def _is_left(name: str) -> bool:
    """Return whether a project is of this machine, and its process is gone."""
    tag = _TAG.search(name)
    if not tag or tag[1] != _host_code(socket.gethostname()):
        return False
    pid = int(tag[3], 36)
    return not owner_lives(pid, lambda start: _short(int(start or 0), _START_LENGTH) == tag[2])


def _host_code(host: str) -> str:
    return _short(int(hashlib.sha256(host.encode()).hexdigest(), 16), _HOST_LENGTH)


def _short(number: int, length: int = 0) -> str:
    """Return a number in base 36, and of that the last `length` digits where a length is given."""
    digits = ""
    while number:
        number, last = divmod(number, len(_DIGITS))
        digits = _DIGITS[last] + digits
    return digits[-length:].rjust(length, "0") if length else digits or "0"
