"""ExposeInvalidFormat: EXPOSE names a port of the container, and nothing else."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps


@rule(
    why="EXPOSE publishes nothing: an address or a port of the host means nothing there",
    fix="Write EXPOSE 3000, and publish with docker run -p 8080:3000",
    bad="FROM node:24-alpine\nEXPOSE 8080:3000\n",
    good="FROM node:24-alpine\nEXPOSE 3000\n",
    elsewhere=("BuildKit ExposeInvalidFormat",),
)
def expose_invalid_format(dockerfile: Dockerfile) -> Iterator[Finding]:
    """EXPOSE names a port of the container, and nothing else.

    Yield each port with an address or a port of the host.
    """
    for stage in dockerfile.stages:
        for step in steps(dockerfile, stage):
            ports = step.texts.values() if step.own and step.instruction.keyword == "EXPOSE" else ()
            for port in (port for text in ports for port in text.split()):
                if ":" in port:
                    inside = port.rpartition(":")[2]
                    fix = f"Write EXPOSE {inside}, and publish with docker run -p {port.partition('/')[0]}"
                    yield Finding(step.instruction.line, f"EXPOSE {port}", fix)
