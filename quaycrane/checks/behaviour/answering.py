"""Waits until a container answers a request, and says at once why it never will."""

import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.endings import has_ended
from quaycrane.checks.behaviour.silence import Silence
from quaycrane.engine import Running, observing, wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError, UncheckedError

PATIENCE_SECONDS = 20
"""The longest that a container may take until it answers."""

_LOOK_AFTER_SECONDS = 1  # most answer sooner, and an observer takes as long to start
_MEMORY = "512m"


def answered(
    answer: Answer,
    image: str,
    port: int,
    path: str,
    **options: Any,  # noqa: ANN401 - the SDK's own
) -> str:
    """Return what a new container of an image answers at a path, ``status N`` for an error.

    Args:
        answer: Whose image.
        image: Its id.
        port: The port to publish and to ask.
        path: What to ask for.
        options: The SDK's for the container.

    Raises:
        QuaycraneError: It ended, or does not answer; with what it printed.
    """
    options.setdefault("mem_limit", _MEMORY)
    with ExitStack() as stack:
        running = stack.enter_context(engine().running(image, ports=[port], **options))
        waiting = _Waiting(answer, running, port, path, stack, _naming(port, options.get("environment", {})))
        try:
            return wait_until(waiting.page, timeout_seconds=PATIENCE_SECONDS, what=f"port {port} answers")
        except EngineTimeoutError as error:
            raise QuaycraneError(error.what, why=f"It printed:\n{running.logs()}") from None


def _naming(port: int, environment: Mapping[str, str]) -> str:
    """Return the variable in which a container is told its port, empty for none."""
    return next((name for name, value in environment.items() if value == str(port)), "")


@dataclass
class _Waiting:
    """Asks again and again, and looks inside when there is no answer for a while."""

    answer: Answer
    running: Running
    port: int
    path: str
    stack: ExitStack
    named_in: str
    _begun: float = field(default_factory=time.monotonic)
    _silence: Silence | None = None

    def page(self) -> str:
        """Return the answer, empty for none yet."""
        if error := has_ended(self.answer, self.running):
            raise error
        page = page_at(self.running, self.port, self.path)
        if not page and time.monotonic() - self._begun > _LOOK_AFTER_SECONDS:
            self._look()
        return page

    def _look(self) -> None:
        try:
            if self._silence is None:
                beside = observing(engine(), str(self.running.container.id))
                self._silence = Silence(self.stack.enter_context(beside), self.port, self.named_in)
            cause = self._silence.cause()
        except (NoEngineError, UncheckedError):
            raise
        except QuaycraneError:  # what looks into a container dies with it, a little before
            with suppress(EngineTimeoutError):
                wait_until(lambda: self.running.exit_code is not None, timeout_seconds=1, what="it has ended")
            return
        if cause:
            raise QuaycraneError(cause.what, why=f"It printed:\n{self.running.logs()}", fix=cause.fix)
