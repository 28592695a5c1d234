"""InstallFromLockfile: packages are installed exactly as the lock file says."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.installs import freely, installing
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown

_LOCKED = {
    "npm": "npm ci",
    "yarn": "yarn install --frozen-lockfile (from version 2 on: --immutable)",
    "pnpm": "pnpm install --frozen-lockfile",
}


def lacking(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield the last stage when no step installs anything."""
    if not any(installing(run) for run in each(dockerfile, "RUN")):
        yield Finding(dockerfile.stages[-1].line, "No step installs the packages")


@rule(
    why="npm install may choose newer versions and rewrite the lock file; npm ci follows it or fails",
    fix="Copy the lock file beside the manifest, and RUN npm ci",
    bad="FROM node:24-alpine\nRUN npm install\n",
    good="FROM node:24-alpine\nRUN npm ci --omit=dev\n",
    elsewhere=("hadolint DL3016",),
    lacking=lacking,
)
def install_from_lockfile(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Packages are installed exactly as the lock file says.

    Yield each install that may choose other versions.
    """
    for run in each(dockerfile, "RUN"):
        for command in freely(run)[:1]:
            fix = f"Copy the lock file beside the manifest, and RUN {_LOCKED[command.program]}"
            yield Finding(run.line, shown(run), fix)
