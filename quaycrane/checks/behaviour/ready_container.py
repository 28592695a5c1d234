"""Runs a container of an answer until it is ready to be asked something."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.behaviour.endings import has_ended
from quaycrane.checks.behaviour.silence import Silence
from quaycrane.engine import Observer, Running, explained, observing, wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError, UncheckedError

START_SECONDS = 30
"""The longest that a container may take until it is ready."""

# Probes come twice a second and hang no longer than three seconds, whatever the image says: what is
# judged is the probe, and nobody waits for an interval.
_PROBE = {"interval": 500_000_000, "timeout": 3_000_000_000, "retries": 1}
_MEMORY = "512m"
_LOOKS = 3


@dataclass(frozen=True)
class ReadyContainer:
    """A container that is ready, and the observer beside it.

    Attributes:
        running: The container.
        observer: Looks into it from outside.
    """

    running: Running
    observer: Observer

    @property
    def health(self) -> str:
        """What the engine says of its health, empty when it has no health check."""
        with explained():
            self.running.container.reload()
        return str(self.running.container.attrs["State"].get("Health", {}).get("Status", ""))

    def probes(self) -> tuple[dict[str, Any], ...]:
        """Return the last probes of its health as the engine tells them, with ``Start`` and ``Output``."""
        return tuple(self.running.container.attrs["State"].get("Health", {}).get("Log") or ())

    def probe_said(self) -> str:
        """Return what the last probe of its health printed."""
        return str(self.probes()[-1]["Output"]).strip() if self.probes() else ""

    def is_idle(self) -> bool:
        """Return whether all its processes sleep, on several looks in a row."""
        return all(
            all(process.sleeps for process in self.observer.processes()) and self.running.exit_code is None
            for _ in range(_LOOKS)
        )


@contextmanager
def ready_container(
    answer: Answer,
    port: int | None = None,
    image: str = "",
    **options: Any,  # noqa: ANN401 - the SDK's own
) -> Iterator[ReadyContainer]:
    """Run a container of the answer's image, ready when the block begins.

    Ready is: listening on `port`, where one is given; healthy, where the image has a health check;
    else with all its processes asleep.

    Args:
        answer: Whose image.
        port: The port to publish, and to wait for.
        image: Another image of it than its first build's.
        options: The SDK's for the container.

    Raises:
        QuaycraneError: It ended, or was not ready in time; with what it printed.
    """
    image = image or first_build(answer).image_id
    with explained():
        probe = (engine().client.images.get(image).attrs["Config"] or {}).get("Healthcheck")
    if probe and probe.get("Test") != ["NONE"]:
        options.setdefault("healthcheck", dict(_PROBE))
    options.setdefault("mem_limit", _MEMORY)
    ports = [port] if port else []
    with ExitStack() as stack:
        running = stack.enter_context(engine().running(image, ports=ports, **options))
        try:
            observer = stack.enter_context(observing(engine(), str(running.container.id)))
            container = ReadyContainer(running, observer)
            silence = Silence(observer, port) if port else None
            try:
                wait_until(
                    lambda: _is_ready(answer, container, silence),
                    timeout_seconds=START_SECONDS,
                    what=f"something listens on port {port}" if port else "the container is ready",
                )
            except EngineTimeoutError as error:
                raise QuaycraneError(error.what, why=_told(container)) from None
            yield container
        except (NoEngineError, UncheckedError):
            raise
        except QuaycraneError:
            with suppress(EngineTimeoutError):  # what looks into a container dies with it, a little before
                wait_until(lambda: running.exit_code is not None, timeout_seconds=1, what="it has ended")
            if ended := has_ended(answer, running):
                raise ended from None
            raise


def _told(container: ReadyContainer) -> str:
    health = f"Health: {container.health}, {container.probe_said()}\n" if container.health else ""
    return f"{health}It printed:\n{container.running.logs()}"


def _is_ready(answer: Answer, container: ReadyContainer, silence: Silence | None) -> bool:
    if error := has_ended(answer, container.running):
        raise error
    if silence is None:
        return container.health == "healthy" if container.health else container.is_idle()
    if silence.port in container.observer.listening():
        return True
    if cause := silence.cause():
        raise QuaycraneError(cause.what, why=_told(container), fix=cause.fix)
    return False
