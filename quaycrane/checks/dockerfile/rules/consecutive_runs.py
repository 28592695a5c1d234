"""ConsecutiveRuns: steps that belong together are one RUN."""

from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import commands_of
from quaycrane.checks.dockerfile.walk import kept, shown
from quaycrane.checks.severity import Severity

_FEW = 2


@rule(
    why="Each RUN is a layer of its own, and what one leaves behind the next cannot take away",
    fix="Join them with &&, or write them into one heredoc: RUN <<EOF",
    bad="FROM debian:bookworm-slim\nRUN useradd app\nRUN mkdir /data\n",
    good="FROM debian:bookworm-slim\nRUN useradd app && mkdir /data\n",
    elsewhere=("hadolint DL3059",),
    severity=Severity.NOTE,
)
def consecutive_runs(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Steps that belong together are one RUN.

    Yield each short RUN right below another short one with the same flags.
    """
    for stage in kept(dockerfile):
        for before, one in pairwise(stage.instructions):
            alike = before.keyword == one.keyword == "RUN" and before.flags == one.flags
            if (
                alike
                and not before.documents
                and not one.documents
                and len(commands_of(before)) <= _FEW
                and len(commands_of(one)) <= _FEW
            ):
                yield Finding(one.line, shown(one))
