"""ReservedStageName: no stage is named scratch or context."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity


@rule(
    why="BuildKit means something else by those names: an empty image, and the build context",
    fix="Give it another name",
    bad="FROM node:24-alpine AS scratch\n",
    good="FROM node:24-alpine AS build\n",
    elsewhere=("BuildKit ReservedStageName",),
    severity=Severity.ERROR,
)
def reserved_stage_name(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No stage is named scratch or context.

    Yield each stage with a reserved name.
    """
    for stage in dockerfile.stages:
        if stage.name in {"scratch", "context"}:
            yield Finding(stage.line, f"The stage is named {stage.name}")
