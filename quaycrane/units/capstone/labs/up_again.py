"""Says `up` until the application answers: the habit of those whose stack waits for nobody."""

import time
from dataclasses import dataclass

from quaycrane.errors import QuaycraneError
from quaycrane.units.capstone.engine import Ground

_PATIENCE_SECONDS = 180
_WELL_SECONDS = 4


@dataclass(frozen=True)
class Again:
    """How long it took.

    Attributes:
        times: How often `up` was said.
        seconds: Until it answered.
    """

    times: int
    seconds: float

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        often = "once" if self.times == 1 else f"{self.times} times"
        return f"It answers, after up was said {often} more, {self.seconds:.0f} s later."


def up_again(ground: Ground) -> Again:
    """Bring a stack up until all is well.

    Args:
        ground: The stack.

    Raises:
        QuaycraneError: It never was.
    """
    began = time.monotonic()
    with ground.watched() as watch:
        times = 0
        while time.monotonic() - began < _PATIENCE_SECONDS:
            ground.stack.up(wait=False)
            times += 1
            if watch.until_well(_WELL_SECONDS):
                return Again(times, time.monotonic() - began)
    raise QuaycraneError(f"up was said {times} times, and it does not answer", fix="Read its log")
