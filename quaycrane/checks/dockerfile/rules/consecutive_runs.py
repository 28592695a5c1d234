"""ConsecutiveRuns: steps that belong together are one RUN."""

from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import kept, shown
from quaycrane.checks.severity import Severity


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each RUN right below another one with the same flags."""
    for stage in kept(dockerfile):
        for before, one in pairwise(stage.instructions):
            if before.keyword == one.keyword == "RUN" and before.flags == one.flags:
                yield Finding(one.line, shown(one))


declare(
    Rule(
        name="ConsecutiveRuns",
        title="Steps that belong together are one RUN.",
        why="Each RUN is a layer of its own, and what one leaves behind the next cannot take away",
        fix="Join them with &&, or write them into one heredoc: RUN <<EOF",
        bad="FROM debian:bookworm-slim\nRUN useradd app\nRUN mkdir /data\n",
        good="FROM debian:bookworm-slim\nRUN useradd app && mkdir /data\n",
        elsewhere=("hadolint DL3059",),
        find=find,
        severity=Severity.NOTE,
    )
)
