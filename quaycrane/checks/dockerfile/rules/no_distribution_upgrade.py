"""NoDistributionUpgrade: the base image is updated by its tag, not from inside."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="An upgrade makes another image with every build, and doubles the files that it replaces",
    fix="Take a newer base image",
    bad="FROM debian:bookworm-slim\nRUN apt-get update && apt-get dist-upgrade -y\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=("hadolint DL3005", "Trivy DS-0024"),
)
def no_distribution_upgrade(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The base image is updated by its tag, not from inside.

    Yield each upgrade of the whole system.
    """
    for run, commands in all_runs(dockerfile):
        for command in commands:
            if command.program in {"apt-get", "apt"} and set(command.operands[:1]) & {
                "dist-upgrade",
                "full-upgrade",
            }:
                yield Finding(run.line, " ".join(command.words)[:80])
