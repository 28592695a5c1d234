"""ReadOnlyRoot: nothing in a container can be changed."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Who breaks in cannot change the program or leave one behind; what must be written has a "
    "volume or a tmpfs",
    fix="Write read_only: true, and tmpfs: [/tmp] for what must be written",
    bad="""\
services:
  web:
    image: nginx:1.27
""",
    good="""\
services:
  web:
    image: nginx:1.27
    read_only: true
""",
    elsewhere=("compose-lint CL-0007", "CIS Docker 5.13"),
    severity=Severity.NOTE,
)
def read_only_root(resolved: Resolved) -> Iterator[Breach]:
    """Every container's root file system is read-only.

    Yield each service whose root can be written.
    """
    for name, service in resolved.services.items():
        if not service.get("read_only"):
            yield Breach(("services", name), f"{name} can change its own files")
