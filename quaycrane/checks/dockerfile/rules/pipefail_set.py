"""PipefailSet: a pipe fails when any part of it fails."""

from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import commands_of
from quaycrane.checks.dockerfile.walk import on_windows, shown
from quaycrane.checks.severity import Severity


@rule(
    why="The shell looks at the last part only: a download that broke off counts as success",
    fix='SHELL ["/bin/bash", "-o", "pipefail", "-c"] above it, or set -o pipefail in it',
    bad="FROM debian:bookworm-slim\nRUN wget -O- https://example.org/list | sort > /list\n",
    good="FROM debian:bookworm-slim\n"
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'
    "RUN wget -O- https://example.org/list | sort > /list\n",
    elsewhere=("hadolint DL4006",),
    severity=Severity.NOTE,
)
def pipefail_set(dockerfile: Dockerfile) -> Iterator[Finding]:
    """A pipe fails when any part of it fails.

    Yield each RUN with a pipe whose first part may fail unseen.
    """
    for stage in dockerfile.stages:
        own = {id(instruction) for instruction in stage.instructions}
        careful = False
        for one in dockerfile.history(stage) if not on_windows(dockerfile, stage) else ():
            if one.keyword == "SHELL":
                careful = _is_careful(one)
            if one.keyword == "RUN" and id(one) in own and not careful and _risks(one):
                yield Finding(one.line, shown(one))


def _is_careful(shell: Instruction) -> bool:
    """Return whether SHELL names one that fails with any part of a pipe, or one that is not of Unix."""
    words = shell.arguments
    foreign = any(name in words[0].lower() for name in ("powershell", "pwsh", "cmd")) if words else False
    return foreign or any(
        before.startswith("-") and before.endswith("o") and word == "pipefail"
        for before, word in pairwise(words)
    )


def _risks(run: Instruction) -> bool:
    return any(command.after in {"|", "|&"} and not command.pipefail for command in commands_of(run))
