"""NoHostSystemMounts: no folder of the host's system is mounted."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import mounts, source_of
from quaycrane.checks.severity import Severity

_SYSTEM = (
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr",
    "/var/lib/containerd", "/var/lib/docker", "/var/lib/kubelet", "/var/log", "/var/run", "/var/spool/cron",
)  # fmt: skip
_WHOLE = {"/", "/home", "/root", "/var", "/var/lib", "/opt", "/srv", "/mnt", "/media", "/tmp"}  # noqa: S108 - looked for
_TO_READ = {"/etc/localtime", "/etc/timezone", "/etc/machine-id", "/usr/share/zoneinfo"}
_KEYS = {".ssh", ".aws", ".kube", ".docker", ".gnupg"}
_SOCKETS = {".sock", ".pid"}


@rule(
    why="A container that holds the host's own folders can read its keys, and change what the host runs",
    fix="Mount a folder of the project, or a named volume",
    bad="""\
services:
  web:
    image: nginx:1.27
    volumes: ['/etc:/host/etc']
""",
    good="""\
services:
  web:
    image: nginx:1.27
    volumes: ['./site:/usr/share/nginx/html:ro', '/etc/localtime:/etc/localtime:ro']
""",
    elsewhere=("compose-lint CL-0013", "compose-lint CL-0025", "CIS Docker 5.5"),
    severity=Severity.ERROR,
)
def no_host_system_mounts(resolved: Resolved) -> Iterator[Breach]:
    """No folder of the host's system is mounted.

    Yield each mount of a folder that the host's system lives in, or of a whole tree.
    """
    for name, service in resolved.services.items():
        for place, mount in mounts(service):
            source = source_of(mount)
            read = mount.get("read_only") and source in _TO_READ
            if mount.get("type") == "bind" and not read and _is_system(source):
                how = "" if mount.get("read_only") else ", to write in"
                fix = f"Mount a folder of the project or a named volume at {mount.get('target')}"
                sentence = f"{name} mounts the host's {source}{how}"
                yield Breach(("services", name, "volumes", place), sentence, fix)


def _is_system(source: str) -> bool:
    path = PurePosixPath(source)
    if path.suffix in _SOCKETS:
        return False
    return source in _WHOLE or path.name in _KEYS or any(path.is_relative_to(folder) for folder in _SYSTEM)
