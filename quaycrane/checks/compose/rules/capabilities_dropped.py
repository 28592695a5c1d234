"""CapabilitiesDropped: a container keeps only the rights that it needs."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Most services need none of the fourteen that the engine gives",
    fix="Write cap_drop: [ALL], and give back what the service misses with cap_add:",
    bad="""\
services:
  web:
    image: nginx:1.27
""",
    good="""\
services:
  web:
    image: nginx:1.27
    cap_drop: [all]
""",
    elsewhere=("compose-lint CL-0006", "CIS Docker 5.3"),
    severity=Severity.NOTE,
)
def capabilities_dropped(resolved: Resolved) -> Iterator[Breach]:
    """Every container drops the capabilities that it does not need.

    Yield each service that does not drop all capabilities.
    """
    for name, service in resolved.services.items():
        if "ALL" not in {str(one).upper().removeprefix("CAP_") for one in service.get("cap_drop") or ()}:
            yield Breach(("services", name), f"{name} keeps every capability that the engine gives")
