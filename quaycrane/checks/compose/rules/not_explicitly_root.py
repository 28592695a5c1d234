"""NotExplicitlyRoot: no service asks to be root."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule


@rule(
    why="The image's author may have chosen a plain user; user: root takes that back",
    fix="Take user: away, or name a plain user: user: node",
    bad="""\
services:
  api:
    image: node:24-alpine
    user: '0:0'
""",
    good="""\
services:
  api:
    image: node:24-alpine
    user: '1000'
""",
    elsewhere=("compose-lint CL-0018", "CIS Docker 4.1"),
)
def not_explicitly_root(resolved: Resolved) -> Iterator[Breach]:
    """No service asks to be root.

    Yield each service with root as its user.
    """
    for name, service in resolved.services.items():
        if str(service.get("user", "")).partition(":")[0] in {"root", "0"}:
            fix = f"Take user: {service['user']} away, or name a plain user of its image"
            yield Breach(("services", name, "user"), f"{name} has user: {service['user']}", fix)
