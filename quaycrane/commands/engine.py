"""Starts, stops and shows the course's own engine, and hands the one that answers on to a shell."""

import argparse
import shlex
import sys

from rich.console import Console

from quaycrane.commands.readiness import find_engine
from quaycrane.engine import Daemon, Kind, connect


def run_engine(console: Console, chosen: argparse.Namespace) -> int:
    """Do what `quaycrane engine ACTION` asks for; return the exit code."""
    daemon = Daemon()
    if chosen.action == "env":
        return print_environment()
    if chosen.action == "start":
        find_engine(console)
    elif chosen.action == "stop":
        console.print("Stopped." if daemon.stop() else "The course's own engine was not running.")
    else:
        pid = daemon.pid()
        console.print(f"Runs (pid {pid}) at {daemon.url}" if pid else "The course's own engine does not run.")
    return 0


def print_environment() -> int:
    """Print what leads a shell to the engine: ``eval "$(./course engine env)"``.

    Returns:
        0, or 1 where no engine answers.
    """
    engine = connect(start=False)
    if engine.kind is Kind.NONE:
        print(f"No Docker Engine answers: {'; '.join(engine.tried)}", file=sys.stderr)  # noqa: T201 - a command
        return 1
    for name, value in engine.handed_on.items():
        print(f"export {name}={shlex.quote(value)}")  # noqa: T201 - a command's output
    if not engine.handed_on:
        print(f"# docker finds it by itself: {engine.describe()}")  # noqa: T201 - the same
    return 0
