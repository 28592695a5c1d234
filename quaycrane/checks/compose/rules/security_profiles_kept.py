"""SecurityProfilesKept: the engine's own protection stays on."""

import re
from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity

_OFF = re.compile(
    r"(seccomp|apparmor|systempaths)[:=]\s*unconfined|label[:=]\s*disable|no-new-privileges[:=]false"
)


@rule(
    why="seccomp and AppArmor keep a container from system calls and files that no service "
    "needs, and an attacker does",
    fix="Take the security option away",
    bad="""\
services:
  web:
    image: nginx:1.27
    security_opt: ['seccomp:unconfined']
""",
    good="""\
services:
  web:
    image: nginx:1.27
    security_opt: ['no-new-privileges:true']
""",
    elsewhere=("compose-lint CL-0009", "CIS Docker 5.1", "CIS Docker 5.22"),
    severity=Severity.ERROR,
)
def security_profiles_kept(resolved: Resolved) -> Iterator[Breach]:
    """The engine's own protection of containers stays on.

    Yield each option that switches a protection off.
    """
    for name, service in resolved.services.items():
        for place, option in enumerate(service.get("security_opt") or ()):
            if _OFF.match(str(option).lower()):
                yield Breach(
                    ("services", name, "security_opt", place), f"{name} has {option}", f"Take {option} away"
                )
