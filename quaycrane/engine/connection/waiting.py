"""Waits for a condition by asking again, with a limit and never by a fixed sleep."""

import time
from collections.abc import Callable
from typing import TypeVar

from quaycrane.errors import EngineTimeoutError

T = TypeVar("T")

_slower = {"times": 1.0}


def be_patient(times: float) -> None:
    """Let every limit of this process be longer, for an engine that takes longer for everything.

    Args:
        times: How many times as long.
    """
    _slower["times"] = times


def patient(seconds: float) -> float:
    """Return how long to wait for what takes `seconds` at most on a real machine."""
    return seconds * _slower["times"]


def repeated(rounds: int) -> int:
    """Return how often to repeat what is measured: an engine that takes many times as long is asked once."""
    return rounds if _slower["times"] <= 1 else 1


def wait_until(probe: Callable[[], T | None], *, timeout_seconds: float, what: str, fix: str = "") -> T:
    """Ask `probe` until it answers something true.

    Args:
        probe: Returns the awaited thing, or something false for "not yet".
        timeout_seconds: When to give up, on an engine of a real machine; see `patient`.
        what: What is awaited, for the error: "the engine answers".
        fix: What a person can do when it never comes.

    Returns:
        What `probe` answered.

    Raises:
        EngineTimeoutError: The limit passed.
    """
    timeout_seconds = patient(timeout_seconds)
    deadline = time.monotonic() + timeout_seconds
    pause_seconds = 0.02
    while not (answer := probe()):
        if time.monotonic() > deadline:
            raise EngineTimeoutError(f"Waited {timeout_seconds:g} s in vain until {what}", fix=fix)
        time.sleep(pause_seconds)
        pause_seconds = min(pause_seconds * 1.5, 0.5)
    return answer
