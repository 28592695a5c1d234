"""Runs the tests, with an engine where this machine can have one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.engine import install_packages, installable
from quaycrane.errors import QuaycraneError
from quaycrane.kit import needed_here, project_root


def run_tests(console: Console, arguments: list[str]) -> int:
    """Run pytest in the course's folder; return its exit code."""
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
