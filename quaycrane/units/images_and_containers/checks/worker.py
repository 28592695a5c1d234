"""Whether a worker stays, tells what it does, and ends in order."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.behaviour.endings import has_ended
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import Running, observing, send_signal, stop_signal, wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError, UncheckedError

_READY_SECONDS = 6
_LOOKS = 3
_LINES = 200
_JOB_SECONDS, _PATIENCE_SECONDS = 2, 8


@checked(
    why="A container lives as long as its main process, and a worker is to be there all day",
    fix="Start the worker itself in CMD, in the foreground",
    needs=("builds",),
)
def stays(answer: Answer, seconds: int = 2) -> Observation:
    """A container of the image still runs after {seconds} s."""
    with _running(answer) as running:
        if not _ends_within(running, seconds):
            return Observation(passed=True, observed=f"It ran for {seconds} s")
        raise has_ended(answer, running) or QuaycraneError("The container ended")


@checked(
    why="A log that comes when all is over helps nobody while it goes on",
    fix="Let Python write each line at once: python -u, or ENV PYTHONUNBUFFERED=1; and to standard output",
    needs=("builds",),
)
def logs_at_once(answer: Answer, begins: str, within_seconds: int = 5) -> Observation:
    """The container's log tells of its work while it works: {begins}."""
    with _running(answer) as running:

        def told() -> bool:
            return begins in running.logs(_LINES) or running.exit_code is not None

        with suppress(EngineTimeoutError):
            wait_until(told, timeout_seconds=within_seconds, what="it has logged")
        printed = running.logs(_LINES)
        shown = "\n".join(printed.splitlines()[-5:]) or "nothing"
        after = f"After {within_seconds} s " if begins not in printed else ""
        return Observation(passed=begins in printed, observed=f"{after}`docker logs` said: {shown}")


@checked(
    why="Whoever stops a container waits for it, and reads from its code whether all went well",
    fix="Let the worker be the main process: CMD in exec form, no shell before it; its handler does the rest",
    needs=("builds",),
)
def ends_in_order(answer: Answer, grace_seconds: int = 5) -> Observation:
    """Asked to stop, a container ends by itself within {grace_seconds} s, with code 0."""
    with _working(answer) as running:
        signal = _asked_to_stop(running)
        if not _ends_within(running, grace_seconds):
            told = f"It still ran {grace_seconds} s after {signal}: its main process did not answer"
            return Observation(passed=False, observed=told)
        code = running.exit_code
        return Observation(passed=code == 0, observed=f"On {signal} it ended with code {code}")


@checked(
    why="A job that is cut in the middle is half done, and nobody knows which half",
    fix="Let the signal reach the worker itself, which finishes its job; and let nothing end before it",
    needs=("builds",),
)
def finishes_its_job(answer: Answer) -> Observation:
    """Asked to stop in the middle of a longer job, the worker finishes it first."""
    with _working(answer, JOB_SECONDS=f"{_JOB_SECONDS}") as running:
        _asked_to_stop(running)
        _ends_within(running, _PATIENCE_SECONDS)
        printed = running.logs(_LINES)
    begun, done = (set(re.findall(rf"job (\d+) {word}", printed)) for word in ("begun", "done"))
    if not begun:
        return Observation(passed=False, observed="Its log tells of no job")
    if cut := sorted(begun - done):
        return Observation(passed=False, observed=f"Job {', '.join(cut)} was begun and never done")
    return Observation(passed=True, observed=f"{len(done)} begun, {len(done)} done")


@contextmanager
def _running(answer: Answer, **environment: str) -> Iterator[Running]:
    """Run the answer's image with bounds that a worker never meets."""
    image = first_build(answer).image_id
    limits: dict[str, Any] = {"mem_limit": "256m", "memswap_limit": "256m", "pids_limit": 64}
    limits["nano_cpus"] = 1_000_000_000  # what turns in circles leaves the look at it a CPU
    with engine().running(image, environment=environment, **limits) as running:
        yield running


@contextmanager
def _working(answer: Answer, **environment: str) -> Iterator[Running]:
    """Run it until its processes wait for something, as a worker in a job does."""
    with _running(answer, **environment) as running:
        try:
            with observing(engine(), str(running.container.id)) as observer:

                def works() -> bool:
                    if error := has_ended(answer, running):
                        raise error
                    looks = [observer.processes() for _ in range(_LOOKS)]
                    return all(found and all(one.sleeps for one in found) for found in looks)

                with suppress(EngineTimeoutError):  # what never waits is asked all the same
                    wait_until(works, timeout_seconds=_READY_SECONDS, what="the worker works")
        except (NoEngineError, UncheckedError):
            raise
        except QuaycraneError:  # what looks into a container dies with it, a little before
            _ends_within(running, 1)
            raise has_ended(answer, running) or QuaycraneError("It cannot be looked at") from None
        yield running


def _asked_to_stop(running: Running) -> str:
    """Send the signal that `docker stop` would, and return its name."""
    signal = stop_signal(running)
    send_signal(running, signal)
    return signal


def _ends_within(running: Running, seconds: float) -> bool:
    try:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=seconds, what="it has ended")
    except EngineTimeoutError:
        return False
    return True
