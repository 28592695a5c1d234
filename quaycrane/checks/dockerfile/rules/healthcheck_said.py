"""HealthcheckSaid: the image tells how to see whether it is healthy."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import last_said, shown
from quaycrane.checks.severity import Severity


@rule(
    why="Without it a container that hangs looks the same as one that works",
    fix="HEALTHCHECK CMD and a command that fails when the service does",
    bad='FROM node:24-alpine\nCMD ["node", "server.js"]\n',
    good='FROM node:24-alpine\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "server.js"]\n',
    elsewhere=("Trivy DS-0026", "CIS Docker 4.6"),
    severity=Severity.NOTE,
)
def healthcheck_said(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The image tells how to see whether it is healthy.

    Yield the last stage when it has no health check, or turns it off.
    """
    said = last_said(dockerfile, "HEALTHCHECK")
    if said is None:
        yield Finding(dockerfile.stages[-1].line, "The last stage has no HEALTHCHECK")
    elif said.arguments[:1] and said.arguments[0].upper() == "NONE":
        yield Finding(said.line, shown(said))
