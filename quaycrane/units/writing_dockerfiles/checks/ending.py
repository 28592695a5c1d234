"""Whether a server is told to end, ends by itself, and was told at the start who is on duty."""

import secrets
from typing import TYPE_CHECKING

from quaycrane.checks.answer_builds import first_build
from quaycrane.checks.behaviour.answering import answered
from quaycrane.checks.behaviour.ready_container import ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import send_signal, stop_signal, wait_until
from quaycrane.errors import EngineTimeoutError

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer

_DUTY_PORT = 8000


@checked(
    why="What is killed loses the requests that it was in the middle of, and each deployment waits for it",
    fix="Let the server itself be process 1: exec form, or a shell that ends in exec",
    needs=("builds",),
)
def ends_in_order(answer: "Answer", port: int = 8000, seconds: int = 2) -> Observation:
    """Asked to stop, the server on port {port} ends by itself within {seconds} s, with code 0."""
    with ready_container(answer, port) as container:
        running = container.running
        signal = stop_signal(running)
        first = next(
            (process.name for process in container.observer.processes() if process.pid == 1), "process 1"
        )
        send_signal(running, signal)
        try:
            wait_until(lambda: running.exit_code is not None, timeout_seconds=seconds, what="it has ended")
        except EngineTimeoutError:
            observed = f"{seconds} s after {signal} it still ran: process 1 is {first}, and did not end"
            return Observation(passed=False, observed=observed)
        code = running.exit_code
    return Observation(passed=code == 0, observed=f"It ended with code {code} on {signal}")


@checked(
    why="What is known when a container starts cannot be written while its image is built",
    fix="Run prepare.py when the container starts, before the server",
    needs=("builds",),
)
def tells_who_is_on_duty(answer: "Answer") -> Observation:
    """ReadyContainer with -e ON_DUTY, the page names who is on duty."""
    word = secrets.token_hex(4)
    image = first_build(answer).image_id
    page = answered(answer, image, _DUTY_PORT, "/", environment={"ON_DUTY": word})
    return Observation(passed=f"On duty: {word}" in page, observed=f"The page: {page[:200].strip()}")
