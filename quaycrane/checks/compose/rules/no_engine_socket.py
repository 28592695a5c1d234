"""NoEngineSocket: no container gets the engine's socket."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import mounts, source_of
from quaycrane.checks.severity import Severity

_SOCKETS = {"docker.sock", "containerd.sock", "podman.sock", "crio.sock"}


@rule(
    why="Who has the engine's socket starts a container with the host's disk inside: that is "
    "root on the host, read-only mount or not",
    fix="Take the mount away; for a tool that must list containers, put a proxy between that "
    "lets only that through",
    bad="""\
services:
  panel:
    image: nginx:1.27
    volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro']
""",
    good="""\
services:
  panel:
    image: nginx:1.27
""",
    elsewhere=("compose-lint CL-0001", "CIS Docker 5.31"),
    severity=Severity.ERROR,
)
def no_engine_socket(resolved: Resolved) -> Iterator[Breach]:
    """No container gets the engine's socket.

    Yield each mount of an engine's socket, and each use of Compose's own way to hand it out.
    """
    for name, service in resolved.services.items():
        for place, mount in mounts(service):
            if mount.get("type") == "bind" and PurePosixPath(source_of(mount)).name in _SOCKETS:
                yield Breach(("services", name, "volumes", place), f"{name} mounts {mount['source']}")
        if service.get("use_api_socket"):
            yield Breach(("services", name, "use_api_socket"), f"{name} is given the engine's socket")
