"""CopyNotAdd: local files are copied with COPY."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps
from quaycrane.checks.dockerfile.walk import shown

_NEEDS_ADD = re.compile(
    r"^(https?://|git@|git://|ssh://)|\.(tar|tgz|tar\.\w+|txz|tbz2?|tzst|tlz|gz|xz|bz2|zst|lzma)$",
    re.IGNORECASE,
)


@rule(
    why="ADD also downloads and unpacks, which surprises where only a copy was meant",
    fix="Write COPY in its place",
    bad="FROM node:24-alpine\nADD src /app/src\n",
    good="FROM node:24-alpine\nCOPY src /app/src\nADD release.tar.gz /opt/\n",
    elsewhere=("hadolint DL3020", "Trivy DS-0005", "CIS Docker 4.9"),
)
def copy_not_add(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Local files are copied with COPY.

    Yield each ADD that only copies local files.
    """
    for stage in dockerfile.stages:
        for step in steps(dockerfile, stage):
            one = step.instruction
            if step.own and one.keyword == "ADD" and not one.documents:
                sources = [step.texts.get(source, source) for source in one.arguments[:-1]]
                if not any(_NEEDS_ADD.search(source) for source in sources):
                    yield Finding(one.line, shown(one), f"Write {shown(replace(one, keyword='COPY'))}")
