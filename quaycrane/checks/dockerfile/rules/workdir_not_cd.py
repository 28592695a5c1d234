"""WorkdirNotCd: the working directory is set with WORKDIR."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown
from quaycrane.checks.severity import Severity


@rule(
    why="cd holds for its own RUN only; the next one is back where it was",
    fix="WORKDIR /app above the step",
    bad="FROM node:24-alpine\nRUN cd /app && npm ci\n",
    good="FROM node:24-alpine\nWORKDIR /app\nRUN npm ci\n",
    elsewhere=("hadolint DL3003", "Trivy DS-0013"),
    severity=Severity.NOTE,
)
def workdir_not_cd(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The working directory is set with WORKDIR.

    Yield each RUN that begins by changing the folder.
    """
    for run, commands in all_runs(dockerfile):
        if commands and commands[0].program == "cd":
            where = next(iter(commands[0].operands), "") or "the folder"
            yield Finding(run.line, shown(run), f"Write WORKDIR {where} above the step, and leave cd out")
