"""Times how long containers take from start to end."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import run_once
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Starts:
    """Containers that were started one after the other.

    Attributes:
        seconds: How long each took from start to end.
        provenance: Where they ran.
    """

    seconds: tuple[float, ...]
    provenance: Provenance


def starts(engine: "Engine", image: str, *, rounds: int = 5) -> Starts:
    """Start containers that do nothing, one after the other.

    Args:
        engine: Where to start them.
        image: Reference or id; it must have a program `true`.
        rounds: How many.

    Raises:
        QuaycraneError: The engine refused.
    """
    return Starts(tuple(_seconds(engine, image) for _ in range(rounds)), provenance(engine, image))


def _seconds(engine: "Engine", image: str) -> float:
    began = time.monotonic()
    run_once(engine, image, ["true"], environment={})
    return time.monotonic() - began
