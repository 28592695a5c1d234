"""Tells from inside a container why nothing answers on a port, as soon as that is certain."""

import time
from dataclasses import dataclass, field

from quaycrane.checks.answer import Answer
from quaycrane.engine import Observer

_ELSEWHERE_SECONDS = 1.5  # so long a second port may take to follow the first
_NOWHERE_SECONDS = 8


@dataclass(frozen=True)
class Cause:
    """Why there is no answer.

    Attributes:
        what: One sentence.
        fix: What to do.
    """

    what: str
    fix: str


@dataclass
class Silence:
    """A container of which nothing is heard.

    Attributes:
        answer: Whose container.
        observer: Looks into it.
        port: The port that was asked for.
    """

    answer: Answer
    observer: Observer
    port: int
    _since: float = field(default_factory=time.monotonic)

    def cause(self) -> Cause | None:
        """Return why nothing will come on the port, None while something may."""
        if not all(process.sleeps for process in self.observer.processes()):
            self._since = time.monotonic()
            return None
        open_to_all, within = self.observer.listening(), self.observer.listening_within()
        quiet = time.monotonic() - self._since
        if self.port in open_to_all or quiet < _ELSEWHERE_SECONDS:
            return None
        if self.port in within:
            return Cause(
                f"It listens on {self.port} at 127.0.0.1 only, where nobody outside the container reaches it",
                "Let it listen on 0.0.0.0",
            )
        if elsewhere := sorted(open_to_all | within):
            return Cause(
                f"It listens on {', '.join(map(str, elsewhere))}; {self.port} was asked for",
                f"Start it so that it listens on {self.port}: EXPOSE changes nothing, CMD and PORT do",
            )
        if quiet < _NOWHERE_SECONDS:
            return None
        return Cause(
            f"Waited in vain: all its processes sleep, and none listens on {self.port} or any other port",
            "Start the server in CMD, in the foreground",
        )
