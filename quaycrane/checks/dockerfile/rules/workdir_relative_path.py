"""WorkdirRelativePath: the working directory is an absolute path."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.known_bases import is_open
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps

_ABSOLUTE = re.compile(r"/|[A-Za-z]:[\\/]")


@rule(
    why="A relative one depends on what the base image happens to set",
    fix="Begin it with a slash: WORKDIR /app",
    bad="FROM node:24-alpine\nWORKDIR app\n",
    good="FROM node:24-alpine\nWORKDIR /app\nWORKDIR src\n",
    elsewhere=("BuildKit WorkdirRelativePath", "hadolint DL3000", "Trivy DS-0009"),
)
def workdir_relative_path(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The working directory is an absolute path.

    Yield each relative WORKDIR that stands on no absolute one of the file.
    """
    for stage in dockerfile.stages:
        set_already = False
        for step in steps(dockerfile, stage):
            if step.instruction.keyword != "WORKDIR":
                continue
            written = step.instruction.value
            text = step.texts.get(written, written)
            is_known = text and not is_open(dockerfile, stage, step)
            if step.own and not set_already and is_known and not _ABSOLUTE.match(text):
                yield Finding(
                    step.instruction.line,
                    f"WORKDIR {written[:80]}",
                    f"Begin it with a slash: WORKDIR /{written[:80]}",
                )
            set_already = True
