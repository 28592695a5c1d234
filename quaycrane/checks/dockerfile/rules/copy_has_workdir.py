"""CopyHasWorkdir: where a copy lands is told by an absolute path or a WORKDIR above it."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.known_bases import is_open
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps
from quaycrane.checks.dockerfile.walk import shown

_ABSOLUTE = re.compile(r"[/\\%]|[A-Za-z]:")


@rule(
    why="Without either it lands in whatever folder the base image happens to set",
    fix="Write WORKDIR /app above it",
    bad="FROM node:24-alpine\nCOPY package.json ./\n",
    good="FROM node:24-alpine\nWORKDIR /app\nCOPY package.json ./\n",
    elsewhere=("hadolint DL3045",),
)
def copy_has_workdir(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Where a copy lands is told by an absolute path or a WORKDIR above it.

    Yield each copy to a relative place in a stage that sets no working directory.
    """
    for stage in dockerfile.stages:
        placed = False
        for step in steps(dockerfile, stage):
            one = step.instruction
            placed |= one.keyword == "WORKDIR"
            if placed or not step.own or one.keyword not in {"COPY", "ADD"} or not one.arguments:
                continue
            target = step.texts.get(one.arguments[-1], one.arguments[-1])
            if target and not is_open(dockerfile, stage, step) and not _ABSOLUTE.match(target.strip("\"'")):
                yield Finding(one.line, shown(one))
