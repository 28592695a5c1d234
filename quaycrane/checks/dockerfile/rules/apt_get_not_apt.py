"""AptGetNotApt: scripts call apt-get, not apt."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown


@rule(
    why="apt is made for people: its options and output change without warning",
    fix="Write apt-get",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt update && apt install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=("hadolint DL3027",),
)
def apt_get_not_apt(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Scripts call apt-get, not apt.

    Yield each RUN that calls apt.
    """
    for run, commands in all_runs(dockerfile):
        if any(command.program == "apt" for command in commands):
            yield Finding(run.line, shown(run))
