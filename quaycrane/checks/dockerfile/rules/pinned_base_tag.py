"""PinnedBaseTag: the base image names a version."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each base without a tag, or with one that moves by its meaning."""
    names = {"scratch"}
    for number, stage in enumerate(dockerfile.stages):
        last = stage.resolved.rpartition("/")[2]
        tag = last.partition(":")[2]
        if stage.resolved.lower() not in names and "@" not in last and tag in {"", "latest"}:
            said = f"FROM {stage.base}" + (f", which is {stage.resolved}" if "$" in stage.base else "")
            yield Finding(stage.line, said)
        names |= {stage.name, str(number)} - {""}


declare(
    Rule(
        name="PinnedBaseTag",
        title="The base image is pinned to a version.",
        why="`latest`, and no tag at all, mean another image tomorrow, from the same Dockerfile",
        fix="Name the version: FROM node:24-alpine",
        bad="ARG TAG=latest\nFROM node:${TAG}\n",
        good="FROM node:24-alpine AS build\nFROM build\n",
        elsewhere=("hadolint DL3006", "hadolint DL3007", "Trivy DS-0001"),
        find=find,
    )
)
