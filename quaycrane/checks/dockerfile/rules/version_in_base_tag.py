"""VersionInBaseTag: the base image's tag tells a version, not only a variant."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity
from quaycrane.checks.versions import with_version

_VARIANTS = {
    "alpine", "slim", "fpm", "cli", "apache", "jdk", "jre", "perl", "minimal", "full", "debug", "nonroot",
    "otel", "unprivileged", "windowsservercore", "nanoserver",
}  # fmt: skip


@rule(
    why="A tag such as alpine or slim is the newest version of that variant, another one tomorrow",
    fix="Put the version before the variant: node:24-alpine",
    bad="FROM node:alpine\n",
    good="FROM node:24-alpine\n",
    elsewhere=("hadolint DL3006",),
    severity=Severity.NOTE,
)
def version_in_base_tag(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The base image's tag tells a version, not only a variant.

    Yield each base whose tag has no number and no code name, only a variant.
    """
    for stage in dockerfile.stages:
        reference = read_reference(stage.resolved)
        if stage.parent is not None or not reference or reference.digest or not reference.tag:
            continue
        if set(re.split(r"[-_.]", reference.tag.lower())) <= _VARIANTS:
            fix = f"Put the version before the variant: {with_version(stage.resolved, before=reference.tag)}"
            yield Finding(stage.line, f"FROM {stage.resolved}", fix)
