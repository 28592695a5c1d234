"""Puts what was seen of several stacks in one drill beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.kit import Provenance, provenance
from quaycrane.units.capstone.engine import TimeLine, What

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGES = ("mysql:9", "node:24-alpine", "nginx:alpine")


@dataclass(frozen=True)
class Compared:
    """One drill, and several stacks.

    Attributes:
        drill: What happened.
        lines: What was seen, by the name of the stack.
        provenance: Where it was.
    """

    drill: str
    lines: Mapping[str, TimeLine]
    provenance: Provenance

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        return f"When {self.drill}, " + "; ".join(
            f"{name} {_fared(line)}" for name, line in self.lines.items()
        )

    @property
    def sentence(self) -> str:
        """What users saw of each, in words."""
        return "\n".join(f"{name}: {line.sentence}" for name, line in self.lines.items())

    def fate(self, name: str) -> str:
        """Return what became of the rows of a stack, in the words of a prediction."""
        spans = self.lines[name].spans(What.ROWS)
        if all(span.is_well for span in spans):
            return "rows"
        return "errors for a moment" if spans[-1].is_well else "errors for good"

    def failing(self, name: str) -> list[str]:
        """Return what the users of a stack asked for in vain at some time."""
        return [f"{what}" for what in What if not all(span.is_well for span in self.lines[name].spans(what))]


def compared(engine: "Engine", drill: str, **lines: TimeLine) -> Compared:
    """Return what was seen of several stacks as one result.

    Args:
        engine: Where they are.
        drill: What happened.
        lines: What was seen, by the name of the stack.
    """
    return Compared(drill, lines, provenance(engine, *_IMAGES))


def _fared(line: TimeLine) -> str:
    spans = line.spans(What.ROWS)
    if not spans or all(span.is_well for span in spans):
        return "shows rows all the time"
    if spans[-1].is_well:
        return f"is without rows for {line.troubled_seconds(What.ROWS):.1f} s"
    return "has no rows any more"
