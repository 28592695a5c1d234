"""Watches a stack from beside it: what requests get, and what the engine tells of each service."""

import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from quaycrane.engine import explained
from quaycrane.errors import QuaycraneError
from quaycrane.units.capstone.engine.asking import Ask, Talk, What, ask, is_well
from quaycrane.units.capstone.engine.disk import KEEPER
from quaycrane.units.capstone.engine.time_line import GONE, Change, Note, TimeLine

if TYPE_CHECKING:
    from quaycrane.engine import Engine

EVERY_SECONDS = 0.2
"""How often each thing is asked for, where the answer does not take longer."""

_LOOK_SECONDS = 0.05
_QUICK_ROWS, _SLOW_SECONDS = 50, 1  # an application may show its last hundred rows only
_IN_A_ROW = 2
_LAST_TRIES = 3
_END_SECONDS = 15
_PROJECT, _SERVICE = "com.docker.compose.project", "com.docker.compose.service"
_TOLD = ["start", "die", "destroy", "pause", "unpause", "health_status"]
_STATES = {"start": "runs", "destroy": GONE, "pause": "paused", "unpause": "runs"}


class Watcher:
    """Asks a stack again and again, and listens to the engine, until its block ends.

    At the end the requests that are on their way are waited for.

    Args:
        engine: Where the stack is.
        project: Its name.
        where: Returns the address at which its page is published; asked again when nobody answers there.
        talk: How the application is asked.

    Raises:
        NoEngineError: The engine stopped answering.
    """

    def __init__(self, engine: "Engine", project: str, where: Callable[[], str], talk: Talk) -> None:
        self._client, self._project, self._where, self._talk = engine.client, project, where, talk
        self._began, self._ended, self._over = time.monotonic(), 0.0, threading.Event()
        self._asks: list[Ask] = []
        self._changes: list[Change] = []
        self._notes: list[Note] = []
        self._words: list[str] = []
        self._token, self._address = uuid.uuid4().hex[:8], ""
        self._jobs: list[threading.Thread] = []
        self._events: Any = None
        self._rows: str | None = None

    @property
    def now_seconds(self) -> float:
        """Seconds since it began to watch, and when it has ended how long it did."""
        return (self._ended or time.monotonic()) - self._began

    def note(self, text: str) -> float:
        """Write down what is done to the stack, and return when."""
        self._notes.append(Note(self.now_seconds, text))
        return self._notes[-1].seconds

    def asks(self, what: What, since_seconds: float = 0) -> list[Ask]:
        """Return the requests of a kind that were sent after a time, and have ended."""
        return [one for one in list(self._asks) if one.what is what and one.begin_seconds >= since_seconds]

    def changes(self, since_seconds: float) -> list[Change]:
        """Return what the engine told of the services after a time."""
        return [one for one in list(self._changes) if one.seconds >= since_seconds]

    def state(self, service: str) -> str:
        """Return what the engine told last of a service."""
        return next((one.state for one in reversed(list(self._changes)) if one.service == service), GONE)

    def is_well(self, since_seconds: float) -> bool:
        """Return whether the last two requests of each kind, sent after a time, got what they wanted."""
        ends = [self.asks(what, since_seconds)[-_IN_A_ROW:] for what in What]
        return all(len(last) == _IN_A_ROW and all(one.is_well for one in last) for last in ends)

    def until(self, holds: Callable[[], object], seconds: float) -> bool:
        """Watch on until something holds; return whether it did within so many seconds."""
        ends = time.monotonic() + seconds
        while not (held := holds()) and time.monotonic() < ends:
            self._over.wait(_LOOK_SECONDS)
        return bool(held)

    def until_well(self, seconds: float = 30, since_seconds: float | None = None) -> bool:
        """Watch on until all is well; return whether it is within so many seconds.

        Args:
            seconds: How long at most.
            since_seconds: Requests sent before this time do not count; None for now.
        """
        since = self.now_seconds if since_seconds is None else since_seconds
        return self.until(lambda: self.is_well(since), seconds)

    def time_line(self) -> TimeLine:
        """Return what was seen."""
        rows = self._rows if self._ended else self._read()
        kept = None if rows is None else sum(f'"{word}"' in rows for word in self._words)
        asks = tuple(sorted(self._asks, key=lambda one: one.begin_seconds))
        return TimeLine(
            asks, tuple(self._changes), tuple(self._notes), self.now_seconds, len(self._words), kept
        )

    def _read(self) -> str | None:
        """Return the rows as the application tells them, None where it does not."""
        last = self.asks(What.ROWS)[-1:]
        if not last or not last[0].is_well:
            return None  # nobody waits for an answer that did not come just now
        for _ in range(_LAST_TRIES):
            status, text = ask(self._place(), self._talk, What.ROWS)
            if is_well(What.ROWS, status, text):
                return text
        return None

    def _ask(self, what: What) -> None:
        count = 0
        while not self._over.is_set():
            began, word = self.now_seconds, f"{self._token}-{count}"
            count += 1
            status, text = ask(self._place(), self._talk, what, word)
            took, good = self.now_seconds - began, is_well(what, status, text)
            if what is What.WRITE and good:
                self._words.append(word)
            if not status:
                self._address = ""
            self._asks.append(Ask(began, what, status, 1000 * took, good))
            slow = what is What.WRITE and len(self._words) > _QUICK_ROWS
            self._over.wait(max((_SLOW_SECONDS if slow else EVERY_SECONDS) - took, 0))

    def _place(self) -> str:
        """Return where the page is published; nowhere, while it is not."""
        if not self._address:
            with suppress(QuaycraneError):
                self._address = self._where()
        return self._address or "127.0.0.1:1"

    def _first_states(self) -> None:
        mark: dict[str, Any] = {"label": f"{_PROJECT}={self._project}"}
        with explained():
            for one in self._client.containers.list(all=True, filters=mark, ignore_removed=True):
                self._tell(0, one.labels.get(_SERVICE, ""), _state(one.attrs["State"]))

    def _listen(self) -> None:
        for event in self._events:
            service = event["Actor"]["Attributes"].get(_SERVICE, "")
            action, _, health = str(event["Action"]).partition(": ")
            code = event["Actor"]["Attributes"].get("exitCode", "")
            state = health or (f"ended ({code})" if action == "die" else _STATES.get(action, ""))
            self._tell(self.now_seconds, service, state)

    def _tell(self, seconds: float, service: str, state: str) -> None:
        if service and state and service != KEEPER:
            self._changes.append(Change(seconds, service, state))

    def __enter__(self) -> Self:
        mark: dict[str, Any] = {"type": "container", "label": f"{_PROJECT}={self._project}", "event": _TOLD}
        with explained():
            self._events = self._client.events(decode=True, filters=mark)
        self._first_states()
        self._jobs = [threading.Thread(target=self._ask, args=(what,), daemon=True) for what in What]
        self._jobs.append(threading.Thread(target=self._listen, daemon=True))
        for job in self._jobs:
            job.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        with suppress(QuaycraneError, OSError), explained():
            self._events.close()
        for job in self._jobs:
            job.join(_END_SECONDS)
        self._rows = self._read()
        self._ended = time.monotonic()


def _state(told: dict[str, Any]) -> str:
    """Return what the engine tells of a container in the words of its events, nothing before its start."""
    if told["Status"] == "exited":
        return f"ended ({told['ExitCode']})"
    health = (told.get("Health") or {}).get("Status", "")
    return health if health in {"healthy", "unhealthy"} else "runs" if told["Running"] else ""
