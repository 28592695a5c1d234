"""RedundantTargetPlatform: --platform is left out where it says what holds anyway."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown
from quaycrane.checks.severity import Severity

_PLATFORM = re.compile(r"\$TARGETPLATFORM|\$\{TARGETPLATFORM(?::?-[^${}]*)?\}")


@rule(
    why="FROM takes the target platform by itself",
    fix="Delete --platform=$TARGETPLATFORM",
    bad="FROM --platform=$TARGETPLATFORM node:24-alpine\n",
    good="FROM --platform=$BUILDPLATFORM node:24-alpine\n",
    elsewhere=("BuildKit RedundantTargetPlatform",),
    severity=Severity.NOTE,
)
def redundant_target_platform(dockerfile: Dockerfile) -> Iterator[Finding]:
    """--platform is left out where it says what holds anyway.

    Yield each FROM that asks for the target platform.
    """
    for stage in dockerfile.stages:
        if _PLATFORM.fullmatch(stage.opening.flag("platform") or ""):
            yield Finding(stage.line, shown(stage.opening))
