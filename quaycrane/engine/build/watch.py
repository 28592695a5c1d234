"""Watches over a command that waits for an engine, which may hang or be gone."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

import requests
from docker import DockerClient, errors

from quaycrane.engine.connection.waiting import patient

if TYPE_CHECKING:
    from docker.api import APIClient

_PAUSE_SECONDS = 10
_PATIENCE_SECONDS = 30


def answers(client: DockerClient, timeout_seconds: float = 5) -> bool:
    """Return whether an engine answers a ping in time."""
    api: APIClient = client.api
    try:
        return bool(api.get(f"{api.base_url}/_ping", timeout=patient(timeout_seconds)).ok)
    except (errors.DockerException, requests.RequestException, OSError, ValueError):
        return False


class Watch:
    """Ends a command, while its block lasts, when time is up or the engine no longer answers.

    An engine that is busy may miss a ping; one that misses all for half a minute hangs.

    Args:
        end: Ends the command.
        timeout_seconds: How long it may take.
        answers: Tells whether the engine answers; None does not ask.

    Attributes:
        too_late: Whether it was ended because time was up.
        engine_gone: Whether it was ended because the engine hung.
    """

    def __init__(
        self, end: Callable[[], None], timeout_seconds: float, answers: Callable[[], bool] | None = None
    ) -> None:
        self._end, self._answers = end, answers
        self._deadline = time.monotonic() + patient(timeout_seconds)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.too_late = self.engine_gone = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()

    def _watch(self) -> None:
        heard = time.monotonic()
        while not self._over.wait(max(min(_PAUSE_SECONDS, self._deadline - time.monotonic()), 0)):
            now = time.monotonic()
            self.too_late = now >= self._deadline
            if not self._answers or self._answers():
                heard = time.monotonic()
            self.engine_gone = not self._over.is_set() and now - heard >= patient(_PATIENCE_SECONDS)
            if self.too_late or self.engine_gone:
                self._end()
                return
