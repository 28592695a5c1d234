"""PinnedPackages: packages that a RUN names are pinned to a version."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.packages import all_runs, system_install
from quaycrane.checks.dockerfile.packages.languages import free_packages
from quaycrane.checks.dockerfile.packages.system import MANAGERS
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.severity import Severity

_FILE = re.compile(r"\.(?:deb|apk|rpm)$")
_PIN = {
    "apt": re.compile(r"=|.-$|./."),
    "apk": re.compile(r"[=<>~@]|^!"),
    "rpm": re.compile(r"[=<>]|-\d[\w:~^+]*\.[^-]*(?:-\d[^-]*)?$|-\d+\*?$|-\d[^-]*-\d[^-]*$|^@|\("),
    "zypper": re.compile(r"[=<>]|-\d[\w.~^+]*(?:-\d[\w.]*)?$|^[-!]|^pattern:"),
}

_SIGN = {"apt": "=", "apk": "=", "rpm": "-", "zypper": "="}
_PYTHON = re.compile(r"pip|uv|python|poetry")


@rule(
    why="The same Dockerfile installs something else next month",
    fix="Name the version: pip install flask==3.1.0, or install from a lock file",
    bad="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask\n",
    good="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n",
    elsewhere=("hadolint DL3008", "hadolint DL3013", "hadolint DL3016", "hadolint DL3018"),
    severity=Severity.NOTE,
)
def pinned_packages(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Packages that a RUN names are pinned to a version.

    Yield each package that is installed in whichever version is newest.
    """
    for run, commands in all_runs(dockerfile):
        for command in commands:
            if free := _free(run, command):
                sentence = f"{command.program} installs {', '.join(free)[:60]}"
                yield Finding(run.line, sentence, _advice(run, command, free[0]))


def _advice(run: Instruction, command: Command, package: str) -> str:
    install = system_install(run, command)
    family = MANAGERS[install.manager].family if install else ""
    sign = _SIGN.get(family) or ("==" if _PYTHON.match(command.program) else "@")
    lock = "" if install else ", or install from a lock file"
    return f"Name the version: {package[:60]}{sign}VERSION{lock}"


def _free(run: Instruction, command: Command) -> tuple[str, ...]:
    install = system_install(run, command)
    if not install:
        return free_packages(command)
    pinned = _PIN[MANAGERS[install.manager].family]
    named = [
        package
        for package in install.packages
        if not package.startswith((".", "/", "$", "<", "`")) and "://" not in package
    ]
    return tuple(one for one in named if not _FILE.search(one) and not pinned.search(one) and " " not in one)
