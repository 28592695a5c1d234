"""Runs the tests, with an engine where this machine can have one."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.engine import install_packages, installable
from quaycrane.errors import QuaycraneError
from quaycrane.kit import needed_here, project_root

_ON_ENGINE = ("-m", "(engine or browser) and not own_engine", "--ignore=tests/hostile")
_WITHOUT = ("-m", "not engine and not browser", "--quiet", "--ignore=tests/hostile")
_OWN_ENGINE = ("-m", "own_engine", "--ignore=tests/hostile")
_ALONE = ("tests/hostile",)


def run_tests(console: Console, chosen: argparse.Namespace) -> int:
    """Run pytest in the project's folder; return its exit code.

    The whole suite runs in two rows side by side: what needs the engine; and what needs none, then what
    brings an engine of its own. Last, with nothing else on the machine, comes the hostile class, which looks
    at every process of the host.

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

    def run(part: Sequence[str], output: IO[str] | None = None) -> int:
        return _pytest([*part, *arguments], environment, output)

    with tempfile.TemporaryFile("w+") as printed, ThreadPoolExecutor(max_workers=1) as second_row:
        beside = [second_row.submit(run, part, printed) for part in (_WITHOUT, _OWN_ENGINE)]
        try:
            codes = [run(_ON_ENGINE), *(part.result() for part in beside)]
        finally:
            second_row.shutdown(cancel_futures=True)  # when it was interrupted
            printed.seek(0)
            shutil.copyfileobj(printed, sys.stdout)
    codes.append(run(_ALONE))
    return next((code for code in codes if code), 0)


def _pytest(arguments: Sequence[str], environment: Mapping[str, str], output: IO[str] | None = None) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(  # noqa: S603 - a list, no shell
        command, cwd=project_root(), env=environment, check=False, stdout=output, stderr=output
    )
    return done.returncode


def _ready(console: Console, package: str, tests: str) -> None:
    """Install a Debian package where this machine lets us; without it, its tests are skipped."""
    if not installable():
        return
    with console.status(f"Installing {package} from Debian's packages, for {tests}"):
        try:
            install_packages(package)
        except QuaycraneError as error:
            console.print(f"[yellow]![/] Without {package}, {tests} are skipped: {error.what}")
