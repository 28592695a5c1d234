"""NoHostNamespaces: no container shares the host's processes, memory, names or users."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="What is shared is no longer apart: a container sees, and may stop or read, the host's own processes",
    fix="Take pid:, ipc:, uts:, userns_mode: or cgroup: host away",
    bad="""\
services:
  web:
    image: nginx:1.27
    pid: host
""",
    good="""\
services:
  web:
    image: nginx:1.27
    ipc: private
""",
    elsewhere=("compose-lint CL-0010", "CIS Docker 5.16", "CIS Docker 5.17", "CIS Docker 5.21"),
    severity=Severity.ERROR,
)
def no_host_namespaces(resolved: Resolved) -> Iterator[Breach]:
    """No container shares the host's processes, memory, names or users.

    Yield each namespace of the host that a service shares.
    """
    for name, service in resolved.services.items():
        for key in ("pid", "ipc", "uts", "userns_mode", "cgroup"):
            if service.get(key) == "host":
                yield Breach(("services", name, key), f"{name} has {key}: host", f"Take {key}: host away")
