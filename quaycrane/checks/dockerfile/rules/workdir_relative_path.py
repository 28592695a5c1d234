"""WorkdirRelativePath: the first WORKDIR of a stage is absolute."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each relative WORKDIR that stands on no absolute one of its stage."""
    for stage in dockerfile.stages:
        for instruction in stage.instructions:
            if instruction.keyword == "WORKDIR":
                if not instruction.value.strip("\"'").startswith(("/", "$")):
                    yield Finding(instruction.line, f"WORKDIR {instruction.value[:80]}")
                break


declare(
    Rule(
        name="WorkdirRelativePath",
        title="The working directory is an absolute path.",
        why="A relative one depends on what the base image happens to set",
        fix="Begin it with a slash: WORKDIR /app",
        bad="FROM node:24-alpine\nWORKDIR app\n",
        good="FROM node:24-alpine\nWORKDIR /app\nWORKDIR src\n",
        elsewhere=("BuildKit WorkdirRelativePath", "hadolint DL3000"),
        find=find,
    )
)
