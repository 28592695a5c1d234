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
        of: What the finding tells of: the rows, or whatever the drill is about.
    """

    drill: str
    lines: Mapping[str, TimeLine]
    provenance: Provenance
    of: What = What.ROWS

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        return f"When {self.drill}, " + "; ".join(
            f"{name} {_fared(line, self.of)}" for name, line in self.lines.items()
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
        """Return what users asked for in vain between the first thing that was done and the next."""
        line = self.lines[name]
        begin, end = [*(note.seconds for note in line.notes), line.seconds][:2]
        return [
            f"{what}"
            for what in What
            if any(
                not span.is_well and span.begin_seconds < end and span.end_seconds > begin
                for span in line.spans(what)
            )
        ]


def compared(engine: "Engine", drill: str, *, of: str = What.ROWS, **lines: TimeLine) -> Compared:
    """Return what was seen of several stacks as one result.

    Args:
        engine: Where they are.
        drill: What happened.
        of: What the finding tells of, in the words of `What`.
        lines: What was seen, by the name of the stack.
    """
    return Compared(drill, lines, provenance(engine, *_IMAGES), What(of))


_WORDS = {
    What.PAGE: ("sends its page all the time", "is without a page", "has no page any more"),
    What.ROWS: ("shows rows all the time", "is without rows", "has no rows any more"),
    What.WRITE: ("takes rows all the time", "takes no new row", "takes no row any more"),
}


def _fared(line: TimeLine, what: What) -> str:
    always, without, never = _WORDS[what]
    spans = line.spans(what)
    if not spans or all(span.is_well for span in spans):
        return always
    if spans[-1].is_well:
        return f"{without} for {line.troubled_seconds(what):.1f} s"
    return never
