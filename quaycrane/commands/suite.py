"""Runs the tests, with an engine where this machine can have one."""

import os
import shutil
import subprocess
import sys

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.engine import install_packages, installable
from quaycrane.errors import QuaycraneError
from quaycrane.kit import course_root


def run_tests(console: Console, arguments: list[str]) -> int:
    """Run pytest in the course's folder; return its exit code."""
    engine = ready_engine(console)
    _ready_browser(console)
    environment = {**os.environ, **engine.environment}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=course_root(), env=environment, check=False).returncode  # noqa: S603


def _ready_browser(console: Console) -> None:
    """Install Chromium where it is missing and this machine lets us; without it those tests are skipped."""
    if shutil.which("chromium") or not installable():
        return
    with console.status("Installing Chromium from Debian's packages, for the tests in a browser"):
        try:
            install_packages("chromium")
        except QuaycraneError as error:
            console.print(f"[yellow]![/] Without Chromium, the tests in a browser are skipped: {error.what}")
