"""MemoryLimited: every service has a limit of memory."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Without a limit one service can take all the memory of the host, and the kernel then kills another",
    fix="Set mem_limit: 256m, or deploy: {resources: {limits: {memory: 256M}}}",
    bad="""\
services:
  api:
    image: node:24-alpine
""",
    good="""\
services:
  api:
    image: node:24-alpine
    deploy: {resources: {limits: {memory: 256M}}}
""",
    elsewhere=("compose-lint CL-0026", "CIS Docker 5.11"),
    severity=Severity.NOTE,
)
def memory_limited(resolved: Resolved) -> Iterator[Breach]:
    """Every service has a limit of memory.

    Yield each service without a limit of memory.
    """
    for name, service in resolved.services.items():
        limits = ((service.get("deploy") or {}).get("resources") or {}).get("limits") or {}
        if not service.get("mem_limit") and not limits.get("memory"):
            yield Breach(("services", name), f"{name} may use all the memory there is")
