"""NoAddedCapabilities: no container is given more rights than it has."""

from collections.abc import Iterator

from quaycrane.checks.compose.permitted import DEFAULT_CAPABILITIES
from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Each capability is a part of root's might over the host: SYS_ADMIN alone is nearly all of it",
    fix="Take cap_add: away, or drop all and give back only what the service needs of the usual ones",
    bad="""\
services:
  web:
    image: nginx:1.27
    cap_add: [SYS_ADMIN]
""",
    good="""\
services:
  web:
    image: nginx:1.27
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
""",
    elsewhere=(
        "compose-lint CL-0011",
        "compose-lint CL-0024",
        "compose-lint CL-0027",
        "compose-lint CL-0028",
        "compose-lint CL-0029",
        "compose-lint CL-0030",
        "CIS Docker 5.3",
    ),
    severity=Severity.ERROR,
)
def no_added_capabilities(resolved: Resolved) -> Iterator[Breach]:
    """No container is given a capability that containers do not have.

    Yield each added capability that is not among those that the engine gives anyway.
    """
    for name, service in resolved.services.items():
        for place, capability in enumerate(service.get("cap_add") or ()):
            if str(capability).upper().removeprefix("CAP_") not in DEFAULT_CAPABILITIES:
                fix = f"Take {capability} away from cap_add:, or find the narrower right that {name} needs"
                yield Breach(("services", name, "cap_add", place), f"{name} is given {capability}", fix)
