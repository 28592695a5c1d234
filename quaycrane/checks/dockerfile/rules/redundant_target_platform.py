"""RedundantTargetPlatform: --platform is left out where it says what holds anyway."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import shown
from quaycrane.checks.severity import Severity

_PLATFORM = re.compile(r"\$TARGETPLATFORM|\$\{TARGETPLATFORM(?::?-[^${}]*)?\}")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each FROM that asks for the target platform."""
    for stage in dockerfile.stages:
        if _PLATFORM.fullmatch(stage.opening.flag("platform") or ""):
            yield Finding(stage.line, shown(stage.opening))


declare(
    Rule(
        name="RedundantTargetPlatform",
        title="--platform is left out where it says what holds anyway.",
        why="FROM takes the target platform by itself",
        fix="Delete --platform=$TARGETPLATFORM",
        bad="FROM --platform=$TARGETPLATFORM node:24-alpine\n",
        good="FROM --platform=$BUILDPLATFORM node:24-alpine\n",
        elsewhere=("BuildKit RedundantTargetPlatform",),
        find=find,
        severity=Severity.NOTE,
    )
)
