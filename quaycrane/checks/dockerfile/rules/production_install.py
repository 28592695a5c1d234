"""ProductionInstall: the image that is shipped holds no packages that only the build needs."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.installs import installing
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import kept
from quaycrane.checks.severity import Severity

_PRODUCTION = re.compile(r"--omit[= ]dev|--only[= ]prod|--production\b(?!=false)|--prod\b|-P\b")


@rule(
    why="Test and build tools make the image larger and give an attacker more to use",
    fix="npm ci --omit=dev in the last stage, or npm prune --omit=dev after the build",
    bad="FROM node:24-alpine\nCOPY package*.json ./\nRUN npm ci\n",
    good="FROM node:24-alpine\nCOPY package*.json ./\nRUN npm ci --omit=dev\n",
    severity=Severity.NOTE,
)
def production_install(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The image that is shipped holds no packages that only the build needs.

    Yield each install in the image's own stages that takes the development packages along.
    """
    for stage in kept(dockerfile):
        known = {
            pair.name: pair.value or ""
            for one in dockerfile.history(stage)
            if one.keyword == "ENV"
            for pair in one.pairs
        }
        pruned = any(
            one.operands[:1] == ("prune",) for _, commands in runs(stage.instructions) for one in commands
        )
        for run in (
            instruction for instruction in stage.instructions if instruction.keyword == "RUN" and not pruned
        ):
            for command in installing(run):
                words = " ".join(command.words)
                if not _PRODUCTION.search(words) and known.get("NODE_ENV", "").strip("\"'") != "production":
                    yield Finding(run.line, words[:80])
