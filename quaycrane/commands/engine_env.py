"""Prints what leads a shell to the engine: ``eval "$(./course engine env)"``."""

import shlex
import sys

from quaycrane.engine import Kind, connect


def print_environment() -> int:
    """Print lines for a shell to standard output; return 0, or 1 where no engine answers."""
    engine = connect(start=False)
    if engine.kind is Kind.NONE:
        print(f"No Docker Engine answers: {'; '.join(engine.tried)}", file=sys.stderr)  # noqa: T201 - a command
        return 1
    for name, value in engine.handed_on.items():
        print(f"export {name}={shlex.quote(value)}")  # noqa: T201 - a command's output
    if not engine.handed_on:
        print(f"# docker finds it by itself: {engine.describe()}")  # noqa: T201 - the same
    return 0
