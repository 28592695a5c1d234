"""StageByName: stages are named, not counted."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown
from quaycrane.checks.severity import Severity


@rule(
    why="A number means another stage as soon as one is put in between",
    fix="Write FROM node:24-alpine AS build and COPY --from=build",
    bad="FROM node:24-alpine AS build\nFROM scratch\nCOPY --from=0 /app /app\n",
    good="FROM node:24-alpine AS build\nFROM scratch\nCOPY --from=build /app /app\n",
    severity=Severity.NOTE,
)
def stage_by_name(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Stages are named, not counted.

    Yield each copy from a stage by its number.
    """
    for one in each(dockerfile, "COPY"):
        if (one.flag("from") or "").isdecimal():
            stage = dockerfile.stage(one.flag("from") or "")
            named = stage.name or "build" if stage else "build"
            fix = f"Write COPY --from={named}"
            if stage and not stage.name:
                fix = f"Write FROM {stage.base} AS {named} and COPY --from={named}"
            yield Finding(one.line, shown(one), fix)
