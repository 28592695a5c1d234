"""StageNameCasing: stage names are in small letters."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="BuildKit takes stage names in small letters, so a capital in one only misleads",
    fix="Write the name in small letters",
    bad="FROM node:24-alpine AS Build\n",
    good="FROM node:24-alpine AS build\n",
    elsewhere=("BuildKit StageNameCasing",),
)
def stage_name_casing(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Stage names are in small letters.

    Yield each stage whose name has a capital.
    """
    for stage in dockerfile.stages:
        written = stage.opening.arguments[2] if stage.name else ""
        if written != written.lower():
            yield Finding(stage.line, f"The stage is named {written}", f"Write AS {written.lower()}")
