"""ApkNoCache: apk leaves no list of packages behind."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import kept


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each apk add that keeps its list."""
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            removed = any(one.program == "rm" and "/var/cache/apk" in " ".join(one.words) for one in commands)
            for command in commands:
                adds = command.program == "apk" and "add" in command.operands[:1]
                mounted = any("/var/cache/apk" in flag or "/etc/apk/cache" in flag for flag in run.flags)
                if adds and not command.has("--no-cache", "--no-network") and not removed and not mounted:
                    yield Finding(run.line, " ".join(command.words)[:80])


declare(
    Rule(
        name="ApkNoCache",
        title="apk leaves no list of packages behind.",
        why="Without --no-cache the list stays in the layer",
        fix="apk add --no-cache",
        bad="FROM alpine:3.22\nRUN apk add curl\n",
        good="FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        elsewhere=("hadolint DL3019", "Trivy DS-0025"),
        find=find,
    )
)
