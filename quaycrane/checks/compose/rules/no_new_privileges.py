"""NoNewPrivileges: no program in a container gains rights."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="A set-uid program lets a plain user become root; this option forbids that for good",
    fix="Write security_opt: [no-new-privileges:true]",
    bad="""\
services:
  web:
    image: nginx:1.27
""",
    good="""\
services:
  web:
    image: nginx:1.27
    security_opt: ['no-new-privileges:true']
""",
    elsewhere=("compose-lint CL-0003", "CIS Docker 5.26"),
    severity=Severity.NOTE,
)
def no_new_privileges(resolved: Resolved) -> Iterator[Breach]:
    """No program in a container may gain rights.

    Yield each service without the option.
    """
    for name, service in resolved.services.items():
        options = {str(option).replace("=", ":") for option in service.get("security_opt") or ()}
        if not options & {"no-new-privileges", "no-new-privileges:true"}:
            yield Breach(("services", name), f"{name} has no no-new-privileges")
