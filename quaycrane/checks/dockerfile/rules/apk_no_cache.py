"""ApkNoCache: apk leaves no list of packages behind."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs, system_install
from quaycrane.checks.dockerfile.packages.removed import takes_away
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import kept

_CACHE = "/var/cache/apk"


@rule(
    why="Without --no-cache the list stays in the layer",
    fix="apk add --no-cache",
    bad="FROM alpine:3.22\nRUN apk add curl\n",
    good="FROM alpine:3.22\nRUN apk add --no-cache curl\n",
    elsewhere=("hadolint DL3019", "Trivy DS-0025"),
)
def apk_no_cache(dockerfile: Dockerfile) -> Iterator[Finding]:
    """apk leaves no list of packages behind.

    Yield each apk add that keeps its list.
    """  # noqa: D403 - a command
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            mounted = any(_CACHE in flag or "/etc/apk/cache" in flag for flag in run.flags)
            for number, command in enumerate(commands):
                install = system_install(run, command)
                adds = install and install.manager == "apk" and not command.has("--no-cache", "--no-network")
                if adds and not mounted and not any(takes_away(one, _CACHE) for one in commands[number:]):
                    yield Finding(run.line, " ".join(command.words)[:80])
