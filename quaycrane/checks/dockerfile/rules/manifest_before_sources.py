"""ManifestBeforeSources: only the manifest is copied before the install."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.installs import installing
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import commands_of
from quaycrane.checks.dockerfile.walk import from_context, shown

_MANIFEST = re.compile(
    r"(^|/)(package\S*\.json|package\S*\*\S*|yarn\.lock|\.yarnrc(\.yml)?|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc"
    r"|requirements\S*|constraints\S*|pyproject\.toml|setup\.(py|cfg)|\S+\.lock)$"
)

_FILES = {
    "npm": "package.json package-lock.json",
    "yarn": "package.json yarn.lock",
    "pnpm": "package.json pnpm-lock.yaml",
}


@rule(
    why="What is copied before the install makes it run again with every edit of it",
    fix="COPY package.json package-lock.json ./ first, RUN npm ci, then COPY the rest",
    bad="FROM node:24-alpine\nCOPY . .\nRUN npm ci\n",
    good="FROM node:24-alpine\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
)
def manifest_before_sources(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Only the manifest is copied before the install.

    Yield each copy before an install, in its stage, that brings more than the manifest.
    """
    for stage in dockerfile.stages:
        copies: list[Instruction] = []
        for instruction in stage.instructions:
            if from_context(instruction) and not instruction.documents:
                copies.append(instruction)
            elif instruction.keyword == "RUN" and _installs(instruction):
                for copy in copies:
                    if not all(_MANIFEST.search(source) for source in copy.arguments[:-1]):
                        yield Finding(copy.line, f"{shown(copy)}, before the install", _advice(instruction))
                copies = []


def _advice(run: Instruction) -> str:
    files = [_FILES[command.program] for command in installing(run)]
    files += [
        word
        for command in commands_of(run)
        for option, word in pairwise(command.words)
        if option in {"-r", "--requirement"}
    ]
    return f"COPY {files[0]} ./ first, install, then COPY the rest" if files else ""


def _installs(run: Instruction) -> bool:
    return bool(installing(run)) or any(
        command.program in {"pip", "pip3"} and command.has("-r", "--requirement")
        for command in commands_of(run)
    )
