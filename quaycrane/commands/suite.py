"""Runs the tests, with an engine where this machine can have one."""

import os
import subprocess
import sys

from rich.console import Console

from quaycrane.commands.readiness import ready_engine
from quaycrane.kit import course_root


def run_tests(console: Console, arguments: list[str]) -> int:
    """Run pytest in the course's folder; return its exit code."""
    engine = ready_engine(console)
    environment = {**os.environ, **engine.environment}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=course_root(), env=environment, check=False).returncode  # noqa: S603
