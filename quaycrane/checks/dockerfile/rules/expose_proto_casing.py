"""ExposeProtoCasing: the protocol after EXPOSE is in small letters."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps
from quaycrane.checks.severity import Severity


@rule(
    why="It is kept in small letters, so a capital only misleads",
    fix="Write 3000/tcp",
    bad="FROM node:24-alpine\nEXPOSE 3000/TCP\n",
    good="FROM node:24-alpine\nEXPOSE 3000/tcp\n",
    elsewhere=("BuildKit ExposeProtoCasing",),
    severity=Severity.NOTE,
)
def expose_proto_casing(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The protocol after EXPOSE is in small letters.

    Yield each protocol with a capital.
    """
    for stage in dockerfile.stages:
        for step in steps(dockerfile, stage):
            ports = step.texts.values() if step.own and step.instruction.keyword == "EXPOSE" else ()
            for port in (port for text in ports for port in text.split()):
                if port.partition("/")[2] != port.partition("/")[2].lower():
                    yield Finding(step.instruction.line, f"EXPOSE {port}", f"Write EXPOSE {port.lower()}")
