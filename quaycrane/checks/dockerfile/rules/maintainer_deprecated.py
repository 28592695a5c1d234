"""MaintainerDeprecated: the author stands in a label."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown


@rule(
    why="MAINTAINER is no longer kept up; a label can be read by every tool",
    fix='Write LABEL org.opencontainers.image.authors="…"',
    bad="FROM node:24-alpine\nMAINTAINER Ada\n",
    good='FROM node:24-alpine\nLABEL org.opencontainers.image.authors="Ada"\n',
    elsewhere=("BuildKit MaintainerDeprecated", "hadolint DL4000", "Trivy DS-0022"),
)
def maintainer_deprecated(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The author stands in a label.

    Yield each MAINTAINER.
    """
    for one in each(dockerfile, "MAINTAINER"):
        who = one.value.strip().strip("\"'")[:80]
        yield Finding(one.line, shown(one), f'Write LABEL org.opencontainers.image.authors="{who}"')
