"""What somebody sees who looks on while an image is built."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class StepState(StrEnum):
    """How far a step is."""

    WAITS = "waits"
    RUNS = "runs"
    CACHED = "from the cache"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class SeenStep:
    """A step as it stands.

    Attributes:
        name: As BuildKit prints it.
        state: How far it is.
        seconds: How long it ran; 0 until it is done.
        printed: What it printed.
    """

    name: str
    state: StepState
    seconds: float
    printed: str


class Onlooker(Protocol):
    """Somebody who looks on."""

    def see(self, steps: Callable[[], tuple[SeenStep, ...]]) -> None:
        """Be told that something changed, and what returns the steps as they stand."""

    def made(self, sizes_bytes: tuple[int, ...]) -> None:
        """Be told that the image is there, and what each step added; nothing where that is not known."""
