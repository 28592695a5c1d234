"""Runs the tests, with an engine where this machine can have one."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.engine import install_packages, installable
from quaycrane.errors import QuaycraneError
from quaycrane.kit import needed_here, project_root

_ON_ENGINE = ("-m", "engine or browser", "--ignore=tests/hostile")
_BESIDE = ("-m", "not engine and not browser", "--quiet", "--ignore=tests/hostile")
_ALONE = ("tests/hostile",)


def run_tests(console: Console, chosen: argparse.Namespace) -> int:
    """Run pytest in the project's folder; return its exit code.

    The whole suite runs in three parts: what needs an engine, beside it what needs none, and then, with
    nothing else on the machine, the hostile class, which looks at every process of the host.

    Args:
        console: Where to tell of it.
        chosen: Further arguments for pytest, as ``rest``; with any but ``--all`` and ``--day=`` it is one
            part.
    """
    engine = ready_engine(console, *needed_here())
    if not shutil.which("chromium"):
        _ready(console, "chromium", "the tests in a browser")
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        _ready(console, "postgresql", "the tests of a gradebook in PostgreSQL")
    if not shutil.which("sshd", path="/usr/sbin"):
        _ready(console, "openssh-server", "the tests of an engine behind ssh")
    if not shutil.which("ip"):
        _ready(console, "iproute2", "the tests of engines on other machines")
    environment = {**os.environ, **engine.environment}
    if all(argument.partition("=")[0] in {"--all", "--day"} for argument in chosen.rest):
        return _in_parts(chosen.rest, environment)
    return _pytest(chosen.rest, environment)


def _in_parts(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the parts; return 0 when all of them passed, else the code of the first that did not."""
    with tempfile.TemporaryFile("w+") as printed:
        command = [sys.executable, "-m", "pytest", *_BESIDE, *arguments]
        beside = subprocess.Popen(  # noqa: S603 - a list, no shell
            command, cwd=project_root(), env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
        try:
            codes = [_pytest([*_ON_ENGINE, *arguments], environment), beside.wait()]
        finally:
            beside.kill()  # when it was interrupted
            beside.wait()
            printed.seek(0)
            shutil.copyfileobj(printed, sys.stdout)
    codes.append(_pytest([*_ALONE, *arguments], environment))
    return next((code for code in codes if code), 0)


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=project_root(), env=environment, check=False).returncode  # noqa: S603


def _ready(console: Console, package: str, tests: str) -> None:
    """Install a Debian package where this machine lets us; without it, its tests are skipped."""
    if not installable():
        return
    with console.status(f"Installing {package} from Debian's packages, for {tests}"):
        try:
            install_packages(package)
        except QuaycraneError as error:
            console.print(f"[yellow]![/] Without {package}, {tests} are skipped: {error.what}")
