"""CopyFromAnotherStage: COPY --from names a stage above, or an image, and never its own stage."""

import difflib
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity


@rule(
    why="A stage cannot copy from itself, and a misspelt name is taken for an image of that name",
    fix="Mind the name after AS",
    bad="FROM node:24-alpine AS build\nFROM node:24-alpine AS run\nCOPY --from=biuld /app /app\n",
    good="FROM node:24-alpine AS build\nFROM node:24-alpine AS run\nCOPY --from=build /app /app\n",
    elsewhere=("hadolint DL3022", "hadolint DL3023", "Trivy DS-0006", "Trivy DS-0012"),
    severity=Severity.ERROR,
)
def copy_from_another_stage(dockerfile: Dockerfile) -> Iterator[Finding]:
    """COPY --from names a stage above, or an image, and never its own stage.

    Yield each copy from its own stage, and each from what looks like a misspelt stage.
    """
    for stage in dockerfile.stages:
        above = [other.name for other in dockerfile.stages[: stage.number] if other.name]
        for instruction in stage.instructions:
            source = (instruction.flag("from") or "") if instruction.keyword == "COPY" else ""
            if source and source.lower() == stage.name:
                yield Finding(instruction.line, f"{source} is the stage itself")
            elif source.lower() not in above and (close := difflib.get_close_matches(source, above, n=1)):
                yield Finding(instruction.line, f"There is no stage {source}: is {close[0]} meant?")
