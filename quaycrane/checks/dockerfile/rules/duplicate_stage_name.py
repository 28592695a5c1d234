"""DuplicateStageName: each stage has a name of its own."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Of two stages with one name, which one is meant depends on where it is asked",
    fix="Rename one of them",
    bad="FROM node:24-alpine AS build\nFROM node:24-alpine AS build\n",
    good="FROM node:24-alpine AS build\nFROM node:24-alpine AS run\n",
    elsewhere=("BuildKit DuplicateStageName", "hadolint DL3024"),
    severity=Severity.ERROR,
)
def duplicate_stage_name(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Each stage has a name of its own.

    Yield each stage whose name was taken.
    """
    names: set[str] = set()
    for stage in dockerfile.stages:
        if stage.name in names:
            yield Finding(stage.line, f"A second stage is named {stage.name}", f"Rename one {stage.name}")
        names |= {stage.name} - {""}
