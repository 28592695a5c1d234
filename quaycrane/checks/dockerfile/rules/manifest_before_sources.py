"""ManifestBeforeSources: nothing but the manifest is copied before the install."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.installs import installs
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare

_MANIFEST = re.compile(r"(^|/)(package\S*\.json|package\S*\*\S*|yarn\.lock|pnpm-lock\.yaml|\.npmrc)$")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each copy before an install, in its stage, that brings more than the manifest."""
    for stage in dockerfile.stages:
        copies: list[Instruction] = []
        for instruction in stage.instructions:
            if instruction.keyword in {"COPY", "ADD"} and not _from_stage(instruction):
                copies.append(instruction)
            elif instruction.keyword == "RUN" and installs(instruction.script):
                for copy in copies:
                    if not all(_MANIFEST.search(source) for source in copy.arguments[:-1]):
                        yield Finding(copy.line, f"{copy.keyword} {copy.value[:80]}, before the install")
                copies = []


def _from_stage(instruction: Instruction) -> bool:
    return any(flag.startswith("--from=") for flag in instruction.flags)


declare(
    Rule(
        name="ManifestBeforeSources",
        title="Only the manifest is copied before the install.",
        why="What is copied before the install makes it run again with every edit of it",
        fix="COPY package.json package-lock.json ./ first, RUN npm ci, then COPY the rest",
        bad="FROM node:24-alpine\nCOPY . .\nRUN npm ci\n",
        good="FROM node:24-alpine\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
        elsewhere=(),
        find=find,
    )
)
