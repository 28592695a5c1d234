"""CopyNotAdd: local files are copied, not added."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare

_NEEDS_ADD = re.compile(r"^(https?://|git@|git://)|\.(tar|tgz|tar\.\w+|txz|tbz2?)$")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each ADD that only copies local files."""
    for stage in dockerfile.stages:
        for instruction in stage.instructions:
            sources = instruction.arguments[:-1]
            plain = instruction.keyword == "ADD" and not instruction.heredocs
            if plain and not any(_NEEDS_ADD.search(source) for source in sources):
                yield Finding(instruction.line, f"ADD {instruction.value[:80]}")


declare(
    Rule(
        name="CopyNotAdd",
        title="Local files are copied with COPY.",
        why="ADD also downloads and unpacks, which surprises where only a copy was meant",
        fix="Write COPY in its place",
        bad="FROM node:24-alpine\nADD src /app/src\n",
        good="FROM node:24-alpine\nCOPY src /app/src\nADD release.tar.gz /opt/\n",
        elsewhere=("hadolint DL3020", "Trivy DS-0005", "CIS Docker 4.9"),
        find=find,
    )
)
