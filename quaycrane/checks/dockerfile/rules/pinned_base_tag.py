"""PinnedBaseTag: the base image is pinned to a version."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.versions import with_version

_MOVING = {
    "latest", "current", "lts", "stable", "mainline", "edge", "nightly", "rolling", "canary", "next", "main",
    "master", "dev", "devel", "testing", "unstable", "sid", "oldstable",
}  # fmt: skip


@rule(
    why="`latest`, and no tag at all, mean another image tomorrow, from the same Dockerfile",
    fix="Name the version: FROM node:24-alpine",
    bad="ARG TAG=latest\nFROM node:${TAG}\n",
    good="FROM node:24-alpine AS build\nFROM build\n",
    elsewhere=("hadolint DL3006", "hadolint DL3007", "Trivy DS-0001", "CIS Docker 4.2"),
)
def pinned_base_tag(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The base image is pinned to a version.

    Yield each image without a tag, or with one that moves by its meaning: bases, and sources of copies.
    """
    for stage in dockerfile.stages:
        if stage.parent is None and _moves(stage.resolved):
            said = f", which is {stage.resolved}" if "$" in stage.base else ""
            named = f" AS {stage.name}" if stage.name else ""
            fix = f"Name the version: FROM {with_version(stage.resolved)}{named}"
            yield Finding(stage.line, f"FROM {stage.base}{said}", fix)
        for instruction in stage.instructions:
            for image in _sources(instruction):
                if dockerfile.stage(image) is None and not image.isdecimal() and _moves(image):
                    sentence = f"{instruction.keyword} takes files from {image}"
                    yield Finding(instruction.line, sentence, f"Name the version: {with_version(image)}")


def _sources(instruction: Instruction) -> list[str]:
    mounts = [
        part for flag in instruction.flags if flag.startswith("--mount=") for part in flag[8:].split(",")
    ]
    sources = [part[5:] for part in mounts if part.lower().startswith("from=")]
    copied = instruction.flag("from") if instruction.keyword == "COPY" else None
    return [source for source in (copied, *sources) if source and source != "context"]


def _moves(image: str) -> bool:
    reference = read_reference(image)
    if image == "scratch" or (reference and reference.digest):
        return False
    tag = image.partition("@")[0].rpartition("/")[2].partition(":")[2].lower()
    return tag == "" or re.split(r"[-_.]", tag)[0] in _MOVING
