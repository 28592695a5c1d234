"""Ends a container with a code of one's choice."""

from typing import TYPE_CHECKING

from quaycrane.engine import run_once

if TYPE_CHECKING:
    from quaycrane.engine import Engine


def exit_code(engine: "Engine", code: int) -> int:
    """Return the code that the engine tells of a container whose program ends with `code`.

    Args:
        engine: Where to run it.
        code: 0 to 255.

    Raises:
        QuaycraneError: The engine went away.
    """
    return run_once(engine, "alpine:3", ["sh", "-c", f"exit {code}"], environment={}).code
