"""What a keeper of a slot is told."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from quaycrane.engine import SlotLimits


@dataclass(frozen=True)
class Wanted:
    """What a keeper is to open.

    Attributes:
        group: The number of the group whose members may use the slot.
        units: The units whose images it holds, as far as they are there; empty for all.
        limits: What may be used of it.
    """

    group: int
    units: tuple[str, ...]
    limits: SlotLimits

    def as_argument(self) -> str:
        """Return it as a keeper's argument."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, argument: str) -> Self:
        """Return what an argument says."""
        told = json.loads(argument)
        return cls(told["group"], tuple(told["units"]), SlotLimits(**told["limits"]))
