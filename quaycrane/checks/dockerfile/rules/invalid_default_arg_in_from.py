"""InvalidDefaultArgInFrom: without build arguments each base is still an image's name."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each base that its variables' defaults make no name of an image."""
    for stage in dockerfile.stages:
        if stage.base and read_reference(stage.resolved) is None:
            yield Finding(stage.line, f"FROM {stage.base} becomes {stage.resolved!r}")


declare(
    Rule(
        name="InvalidDefaultArgInFrom",
        title="Without build arguments each base is still an image's name.",
        why="Whoever forgets --build-arg gets an error that names no cause",
        fix="Give the ARG above FROM a default",
        bad="ARG TAG\nFROM node:${TAG}\n",
        good="ARG TAG=24-alpine\nFROM node:${TAG}\n",
        elsewhere=("BuildKit InvalidDefaultArgInFrom",),
        find=find,
    )
)
