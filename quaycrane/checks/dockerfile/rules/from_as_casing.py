"""FromAsCasing: FROM and AS are written alike."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="A mixture of capital and small keywords is hard to read",
    fix="Write both in capitals: FROM node:24-alpine AS build",
    bad="FROM node:24-alpine as build\n",
    good="FROM node:24-alpine AS build\n",
    elsewhere=("BuildKit FromAsCasing",),
)
def from_as_casing(dockerfile: Dockerfile) -> Iterator[Finding]:
    """FROM and AS are written alike.

    Yield each FROM whose AS is written otherwise.
    """
    for stage in dockerfile.stages:
        written = stage.opening.written
        keyword = stage.opening.arguments[1] if stage.name else ""
        alike = keyword == (keyword.lower() if written == written.lower() else keyword.upper())
        if not alike and written in {written.lower(), written.upper()}:
            yield Finding(stage.line, f"{written} and {keyword}", f"Write FROM {stage.base} AS {stage.name}")
