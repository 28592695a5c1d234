"""LoggingKept: what a service prints can be read."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule


@rule(
    why="Without a log no one can say afterwards what happened",
    fix="Take driver: none away; to save disk, limit it: options: {max-size: 10m}",
    bad="""\
services:
  web:
    image: nginx:1.27
    logging: {driver: none}
""",
    good="""\
services:
  web:
    image: nginx:1.27
    logging: {driver: local, options: {max-size: 10m}}
""",
    elsewhere=("compose-lint CL-0014",),
)
def logging_kept(resolved: Resolved) -> Iterator[Breach]:
    """What a service prints is kept.

    Yield each service whose output is thrown away.
    """
    for name, service in resolved.services.items():
        if (service.get("logging") or {}).get("driver") == "none":
            yield Breach(("services", name, "logging"), f"{name} throws away what it prints")
