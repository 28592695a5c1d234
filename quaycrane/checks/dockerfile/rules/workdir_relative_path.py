"""WorkdirRelativePath: the working directory is an absolute path."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.known_bases import is_open
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.scope import steps

_ABSOLUTE = re.compile(r"/|[A-Za-z]:[\\/]")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each relative WORKDIR that stands on no absolute one of the file."""
    for stage in dockerfile.stages:
        set_already = False
        for step in steps(dockerfile, stage):
            if step.instruction.keyword != "WORKDIR":
                continue
            written = step.instruction.value
            text = step.texts.get(written, written)
            told = text and not is_open(dockerfile, stage, step)
            if step.own and not set_already and told and not _ABSOLUTE.match(text):
                yield Finding(
                    step.instruction.line,
                    f"WORKDIR {written[:80]}",
                    f"Begin it with a slash: WORKDIR /{written[:80]}",
                )
            set_already = True


declare(
    Rule(
        name="WorkdirRelativePath",
        title="The working directory is an absolute path.",
        why="A relative one depends on what the base image happens to set",
        fix="Begin it with a slash: WORKDIR /app",
        bad="FROM node:24-alpine\nWORKDIR app\n",
        good="FROM node:24-alpine\nWORKDIR /app\nWORKDIR src\n",
        elsewhere=("BuildKit WorkdirRelativePath", "hadolint DL3000", "Trivy DS-0009"),
        find=find,
    )
)
