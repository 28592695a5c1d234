"""What was seen of a stack while something happened to it: a record, second by second."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from quaycrane.units.capstone.engine.asking import Ask, What

GONE = "gone"


@dataclass(frozen=True)
class Change:
    """A service of which the engine told something new.

    Attributes:
        seconds: When.
        service: Its name.
        state: What it is from then on: ``runs``, ``healthy``, ``unhealthy``, ``paused``, ``gone`` or
            ``ended (137)``.
    """

    seconds: float
    service: str
    state: str


@dataclass(frozen=True)
class Note:
    """Something that was done to the stack.

    Attributes:
        seconds: When.
        text: What, in a few words.
    """

    seconds: float
    text: str


@dataclass(frozen=True)
class Span:
    """A stretch of time in which requests of a kind came to the same.

    Attributes:
        begin_seconds: When it begins.
        end_seconds: When it ends.
        word: ``answered``, ``no answer``, or the error's status.
    """

    begin_seconds: float
    end_seconds: float
    word: str

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end_seconds - self.begin_seconds

    @property
    def is_well(self) -> bool:
        """Whether users had what they wanted."""
        return self.word == "answered"


@dataclass(frozen=True)
class TimeLine:
    """What was seen.

    Attributes:
        asks: The requests, in the order in which they were sent.
        changes: What the engine told of the services; at 0 s what they were when it began.
        notes: What was done.
        seconds: How long it was watched.
        taken: How many new rows the application said it took.
        kept: How many of those were among the rows at the end; None where the rows could not be read.
    """

    asks: tuple[Ask, ...]
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]
    seconds: float
    taken: int
    kept: int | None

    @property
    def services(self) -> tuple[str, ...]:
        """The services of which anything is known, by name."""
        return tuple(sorted({one.service for one in self.changes}))

    def spans(self, what: What) -> tuple[Span, ...]:
        """Return how requests of a kind fared, in stretches without a gap."""
        asks = [one for one in self.asks if one.what is what]
        groups = [list(group) for _, group in groupby(asks, key=_word)]
        begins = [group[0].begin_seconds for group in groups]
        ends = [*begins[1:], self.seconds]
        return tuple(
            Span(begin, end, _word(group[0])) for begin, end, group in zip(begins, ends, groups, strict=True)
        )

    def states(self, service: str) -> Iterator[tuple[float, float, str]]:
        """Yield from when until when a service was in which state."""
        its = [one for one in self.changes if one.service == service]
        ends = [*(one.seconds for one in its[1:]), self.seconds]
        for one, end in zip(its, ends, strict=False):
            yield one.seconds, end, one.state

    def state_at(self, service: str, seconds: float) -> str:
        """Return the state of a service at a time."""
        told = [state for begin, _, state in self.states(service) if begin <= seconds]
        return told[-1] if told else GONE

    def troubled_seconds(self, what: What) -> float:
        """Return how long requests of a kind did not get what they wanted, from the first thing done on."""
        return sum(span.end_seconds - max(span.begin_seconds, self._began) for span in self._bad(what))

    @property
    def lost(self) -> int | None:
        """How many rows that were taken are not there; None where the rows could not be read."""
        return None if self.kept is None else self.taken - self.kept

    @property
    def sentence(self) -> str:
        """What users saw, in words."""
        told = "; ".join(f"{what} {self._fared(what)}" for what in What)
        return f"{told[:1].upper()}{told[1:]}; {self._rows()}."

    def _fared(self, what: What) -> str:
        spans = self.spans(what)
        bad = self._bad(what)
        if not spans:
            return "was not asked for"
        if not bad:
            return "was taken all the time" if what is What.WRITE else "came all the time"
        words = ", ".join(dict.fromkeys(span.word for span in bad))
        ends = "" if spans[-1].is_well else ", to the end"
        return f"failed for {self.troubled_seconds(what):.1f} s ({words}){ends}"

    @property
    def _began(self) -> float:
        """When something was done first; what was before that is no part of the drill."""
        return self.notes[0].seconds if self.notes else 0

    def _bad(self, what: What) -> list[Span]:
        return [span for span in self.spans(what) if not span.is_well and span.end_seconds > self._began]

    def _rows(self) -> str:
        if not self.taken:
            return "no new row was taken"
        if self.kept is None:
            return f"what became of {self.taken} that were taken cannot be read"
        if self.lost:
            return f"of {self.taken} new rows that were taken {self.lost} are lost"
        return f"all {self.taken} new rows that were taken are there"


def _word(one: Ask) -> str:
    if one.is_well:
        return "answered"
    return f"{one.status}" if one.status else ("no answer" if one.is_silent else "refused")
