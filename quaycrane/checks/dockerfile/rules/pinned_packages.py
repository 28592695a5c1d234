"""PinnedPackages: packages that a RUN names are pinned to a version."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.packages import all_runs, plain_operands, system_install
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.severity import Severity

_PINNED = re.compile(r"[=<>~]|.@[0-9^~v$]|\.(?:deb|apk|rpm|whl|tgz|tar\.gz|zip)$")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each package that is installed in whichever version is newest."""
    for run, commands in all_runs(dockerfile):
        for command in commands:
            free = [package for package in _named(run, command) if not _PINNED.search(package)]
            if free:
                yield Finding(run.line, f"{command.program} installs {', '.join(free)[:60]}")


def _named(run: Instruction, command: Command) -> tuple[str, ...]:
    install = system_install(run, command)
    if install:
        return tuple(one for one in install.packages if not one.startswith((".", "/", "$", "<")))
    words = plain_operands(command)
    if command.program.startswith("pip") and words[:1] == ("install",):
        return tuple(one for one in words[1:] if not one.startswith((".", "/", "$")) and "://" not in one)
    if command.program == "npm" and words[:1] and words[0] in {"install", "i", "add"}:
        return tuple(one for one in words[1:] if not one.startswith((".", "/", "$")) and "://" not in one)
    return ()


declare(
    Rule(
        name="PinnedPackages",
        title="Packages that a RUN names are pinned to a version.",
        why="The same Dockerfile installs something else next month",
        fix="Name the version: pip install flask==3.1.0, or install from a lock file",
        bad="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask\n",
        good="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n",
        elsewhere=("hadolint DL3008", "hadolint DL3013", "hadolint DL3016", "hadolint DL3018"),
        find=find,
        severity=Severity.NOTE,
    )
)
