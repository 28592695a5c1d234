"""RestartPolicySet: what should run comes back after a crash."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Without one a service that crashed stays down until someone looks, and does not come "
    "back with the host",
    fix="Write restart: unless-stopped; for a job that ends, say so: restart: 'no'",
    bad="""\
services:
  api:
    image: node:24-alpine
""",
    good="""\
services:
  api:
    image: node:24-alpine
    restart: unless-stopped
    depends_on: {migrate: {condition: service_completed_successfully}}
  migrate:
    image: node:24-alpine
""",
    elsewhere=("CIS Docker 5.15",),
    severity=Severity.NOTE,
)
def restart_policy_set(resolved: Resolved) -> Iterator[Breach]:
    """Every service that should go on running has a restart policy.

    Yield each service of which nothing says whether it comes back.
    """
    jobs = {
        other
        for service in resolved.services.values()
        for other, how in (service.get("depends_on") or {}).items()
        if how.get("condition") == "service_completed_successfully"
    }
    for name, service in resolved.services.items():
        policy = service.get("restart") or (service.get("deploy") or {}).get("restart_policy")
        if name not in jobs and not policy and not service.get("profiles"):
            yield Breach(("services", name), f"{name} stays down after a crash")
