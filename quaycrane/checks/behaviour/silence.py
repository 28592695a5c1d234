"""Tells from inside a container why nothing answers on a port, as soon as that is certain."""

import time
from dataclasses import dataclass, field

from quaycrane.engine import Observer, patient

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


_NOWHERE = Cause(
    "Waited in vain: all its processes sleep, and none listens on any port",
    "Start the server in CMD, in the foreground",
)


@dataclass
class Silence:
    """A container of which nothing is heard.

    Attributes:
        observer: Looks into it.
        port: The port that was asked for.
        named_in: The variable in which the container was told so.
    """

    observer: Observer
    port: int
    named_in: str = ""
    _since: float = field(default_factory=time.monotonic)

    def cause(self) -> Cause | None:
        """Return why nothing will come on the port, None while something may."""
        if not all(process.sleeps for process in self.observer.processes()):
            self._since = time.monotonic()
            return None
        open_to_all, within = self.observer.listening(), self.observer.listening_within()
        quiet = time.monotonic() - self._since
        if self.port in open_to_all or quiet < patient(_ELSEWHERE_SECONDS):
            return None
        if open_to_all or within:
            return self._elsewhere(open_to_all | within)
        return _NOWHERE if quiet > patient(_NOWHERE_SECONDS) else None

    def _elsewhere(self, ports: frozenset[int]) -> Cause:
        if self.port in ports:
            return Cause(
                f"It listens on {self.port} at 127.0.0.1 only, where nobody outside the container reaches it",
                "Let it listen on 0.0.0.0",
            )
        there = ", ".join(map(str, sorted(ports)))
        if self.named_in:
            return Cause(
                f"It listens on {there}; {self.named_in} said {self.port}",
                f"Set no {self.named_in} in the command, and start the server with what it says",
            )
        return Cause(
            f"It listens on {there}; {self.port} was asked for",
            f"Start it so that it listens on {self.port}: EXPOSE changes nothing, its own settings do",
        )
