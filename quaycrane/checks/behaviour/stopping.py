"""Whether a container ends by itself when it is asked to."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.ready_container import ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import send_signal, stop_signal, wait_until
from quaycrane.errors import EngineTimeoutError


@checked(
    why="What is killed loses the requests and writes that it was in the middle of",
    fix="Start the service in exec form, and end it on SIGTERM; or run it under an init (tini)",
    needs=("builds",),
)
def stops_when_asked(answer: Answer, grace_seconds: int = 10, port: int | None = None) -> Observation:
    """A container of the image ends by itself within {grace_seconds} s of its stop signal."""
    with ready_container(answer, port) as container:
        running = container.running
        signal = stop_signal(running)
        send_signal(running, signal)
        try:
            wait_until(
                lambda: running.exit_code is not None, timeout_seconds=grace_seconds, what="it has ended"
            )
        except EngineTimeoutError:
            names = ", ".join(process.name for process in container.observer.processes() if process.pid == 1)
            observed = f"It still ran: its first process, {names}, did not end on {signal}"
            return Observation(passed=False, observed=observed)
        return Observation(passed=True, observed=f"It ended with code {running.exit_code} on {signal}")
