"""NodeCacheLeft: the cache of npm, yarn or pnpm does not stay in the image."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.installs import installing
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import commands_of
from quaycrane.checks.dockerfile.walk import kept, shown
from quaycrane.checks.severity import Severity

_CLEANING = {("cache", "clean"), ("store", "prune")}
_CACHE = re.compile(r"\.npm|\.cache|\.yarn|/tmp")

_MOUNT = "Begin with RUN --mount=type=cache,target="
_ADVICE = {
    "npm": f"{_MOUNT}/root/.npm, or end the same RUN with && npm cache clean --force",
    "yarn": f"{_MOUNT}/usr/local/share/.cache/yarn, or end the same RUN with && yarn cache clean",
    "pnpm": f"{_MOUNT}/root/.local/share/pnpm/store, or end the same RUN with && pnpm store prune",
}


@rule(
    why="It is as large as the packages themselves, and nothing in the container uses it",
    fix="RUN --mount=type=cache,target=/root/.npm npm ci, or end the same RUN with && npm cache"
    " clean --force",
    bad="FROM node:24-alpine\nRUN npm ci --omit=dev\n",
    good="FROM node:24-alpine\nRUN --mount=type=cache,target=/root/.npm npm ci --omit=dev\n",
    elsewhere=("hadolint DL3060",),
    severity=Severity.NOTE,
)
def node_cache_left(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The cache of npm, yarn or pnpm does not stay in the image.

    Yield each install in a stage that ends up in the image and leaves the cache in its layer.
    """
    for stage in kept(dockerfile):
        for run in (instruction for instruction in stage.instructions if instruction.keyword == "RUN"):
            cleaned = any(one.operands[:2] in _CLEANING for one in commands_of(run))
            removed = any(
                one.program == "rm" and _CACHE.search(" ".join(one.words)) for one in commands_of(run)
            )
            if (
                installing(run)
                and not cleaned
                and not removed
                and not any("type=cache" in flag for flag in run.flags)
            ):
                yield Finding(run.line, shown(run), _ADVICE[installing(run)[0].program])
