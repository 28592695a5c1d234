"""CurlOrWget: one tool downloads, not two."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown
from quaycrane.checks.severity import Severity


@rule(
    why="Both do the same; each is one more program in the image",
    fix="Keep the one that the base image has",
    bad="FROM debian:bookworm-slim\nRUN curl -fsSLO https://example.org/a\nRUN wget https://example.org/b\n",
    good="FROM debian:bookworm-slim\n"
    "RUN curl -fsSLO https://example.org/a && curl -fsSLO https://example.org/b\n",
    elsewhere=("hadolint DL4001",),
    severity=Severity.NOTE,
)
def curl_or_wget(dockerfile: Dockerfile) -> Iterator[Finding]:
    """One tool downloads, not two.

    Yield the first step that uses the second of curl and wget in a stage.
    """
    for stage in dockerfile.stages:
        used: set[str] = set()
        for run, commands in runs(stage.instructions):
            new = {command.program for command in commands if command.program in {"curl", "wget"}} - used
            used |= new
            if new and len(used) > 1:
                yield Finding(run.line, shown(run))
