"""AptUpdateWithInstall: apt-get update stands in the same RUN as the install."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.packages.operands import operands
from quaycrane.checks.dockerfile.packages.system import MANAGERS
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.dockerfile.walk import shown

_FAMILIES = {"apt", "apk"}
_USES_NOTHING = {"update", "clean", "autoclean", "autoremove", "remove", "purge", "del", "policy", "cache"}
_MAY_INSTALL = re.compile(
    r"\S*\.(?:sh|bash|py|pl)|gdebi|mk-build-deps|playwright|npx|rosdep|make|tasksel|ansible-playbook|bash|sh|eval|dpkg"
    r"|apt-\w+|add-apt-repository|[$(`].*"
)


@rule(
    why="Alone it is cached: months later the install asks for packages by a list that is out of date",
    fix="RUN apt-get update && apt-get install -y --no-install-recommends …",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update\n"
    "RUN apt-get install -y --no-install-recommends curl\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=("Trivy DS-0017", "CIS Docker 4.7"),
)
def apt_update_with_install(dockerfile: Dockerfile) -> Iterator[Finding]:
    """apt-get update stands in the same RUN as the install.

    Yield each RUN that updates the list of packages and installs none.
    """
    for run, commands in all_runs(dockerfile):
        asked = [one for one in map(_asked, commands) if one]
        if "update" in asked and not set(asked) - _USES_NOTHING and not any(map(_may_install, commands)):
            yield Finding(run.line, shown(run))


def _asked(command: Command) -> str:
    """Return what apt or apk is told to do, empty for another command."""
    manager = MANAGERS.get(command.program)
    if not manager or manager.family not in _FAMILIES:
        return ""
    return next(iter(operands(command.words[1:], manager.values)), "")


def _may_install(command: Command) -> bool:
    """Return whether a command is a script or a tool that may use the list."""
    return command.program not in MANAGERS and bool(_MAY_INSTALL.fullmatch(command.program))
