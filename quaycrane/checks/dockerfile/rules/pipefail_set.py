"""PipefailSet: a pipe fails when any part of it fails."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.shell import commands_of
from quaycrane.checks.dockerfile.walk import shown
from quaycrane.checks.severity import Severity


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each RUN with a pipe whose first part may fail unseen."""
    for stage in dockerfile.stages:
        own = {id(one) for one in stage.instructions}
        careful = False
        for one in dockerfile.history(stage):
            if one.keyword == "SHELL":
                careful = "pipefail" in one.value or "pwsh" in one.value or "powershell" in one.value
            risky = one.keyword == "RUN" and id(one) in own and not careful and "pipefail" not in one.script
            if risky and any(command.after in {"|", "|&"} for command in commands_of(one)):
                yield Finding(one.line, shown(one))


declare(
    Rule(
        name="PipefailSet",
        title="A pipe fails when any part of it fails.",
        why="The shell looks at the last part only: a download that broke off counts as success",
        fix='SHELL ["/bin/bash", "-o", "pipefail", "-c"] above it, or set -o pipefail in it',
        bad="FROM debian:bookworm-slim\nRUN wget -O- https://example.org/list | sort > /list\n",
        good=(
            "FROM debian:bookworm-slim\n"
            'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'
            "RUN wget -O- https://example.org/list | sort > /list\n"
        ),
        elsewhere=("hadolint DL4006",),
        find=find,
        severity=Severity.NOTE,
    )
)
