"""InstallFromLockfile: packages are installed exactly as the lock file says."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.installs import installs, installs_freely
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each install that may choose other versions, or the last line when nothing installs."""
    runs = [
        instruction
        for stage in dockerfile.stages
        for instruction in stage.instructions
        if instruction.keyword == "RUN"
    ]
    for run in runs:
        if installs_freely(run.script):
            yield Finding(run.line, f"RUN {run.value[:80]}")
    if not any(installs(run.script) for run in runs):
        yield Finding(dockerfile.stages[-1].line, "No step installs the packages")


declare(
    Rule(
        name="InstallFromLockfile",
        title="Packages are installed exactly as the lock file says.",
        why="npm install may choose newer versions and rewrite the lock file; npm ci follows it or fails",
        fix="Copy the lock file beside the manifest, and RUN npm ci",
        bad="FROM node:24-alpine\nRUN npm install\n",
        good="FROM node:24-alpine\nRUN npm ci --omit=dev\n",
        elsewhere=("hadolint DL3016",),
        find=find,
    )
)
