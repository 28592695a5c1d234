"""Waits for a condition by asking again, with a limit and never by a fixed sleep."""

import time
from collections.abc import Callable
from typing import TypeVar

from quaycrane.errors import EngineTimeoutError

T = TypeVar("T")


def wait_until(probe: Callable[[], T | None], *, timeout_seconds: float, what: str, fix: str = "") -> T:
    """Ask `probe` until it answers something true.

    Args:
        probe: Returns the awaited thing, or something false for "not yet".
        timeout_seconds: When to give up.
        what: What is awaited, for the error: "the engine answers".
        fix: What a person can do when it never comes.

    Returns:
        What `probe` answered.

    Raises:
        EngineTimeoutError: The limit passed.
    """
    deadline = time.monotonic() + timeout_seconds
    pause_seconds = 0.02
    while not (answer := probe()):
        if time.monotonic() > deadline:
            raise EngineTimeoutError(f"Waited {timeout_seconds:g} s in vain until {what}", fix=fix)
        time.sleep(pause_seconds)
        pause_seconds = min(pause_seconds * 1.5, 0.5)
    return answer
