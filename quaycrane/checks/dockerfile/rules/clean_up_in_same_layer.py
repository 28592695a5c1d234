"""CleanUpInSameLayer: what a step leaves behind is cleaned up in that step."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.dockerfile.walk import shown

_LEFTOVERS = ("/var/", "/tmp", "/root/.", "~/.")  # noqa: S108 - where builds leave things


@rule(
    why="A later RUN hides files and takes no byte away: the layer below keeps them",
    fix="Join the clean-up to the RUN that made the mess, with &&",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl\n"
    "RUN rm -rf /var/lib/apt/lists/* && apt-get clean\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
)
def clean_up_in_same_layer(dockerfile: Dockerfile) -> Iterator[Finding]:
    """What a step leaves behind is cleaned up in that step.

    Yield each RUN that does nothing but clean up after earlier ones.
    """
    for stage in dockerfile.stages:
        ran_before = False
        for run, commands in runs(stage.instructions):
            if ran_before and commands and all(_cleans(command) for command in commands):
                yield Finding(run.line, shown(run))
            ran_before = True


def _cleans(command: Command) -> bool:
    words = set(command.operands[:2])
    if command.program == "rm":
        return all(path.startswith(_LEFTOVERS) for path in command.operands)
    managers = {"apt-get", "apt", "yum", "dnf", "microdnf", "zypper", "npm", "yarn", "pip", "apk"}
    return command.program in managers and bool(words & {"clean", "autoclean", "autoremove", "purge", "del"})
