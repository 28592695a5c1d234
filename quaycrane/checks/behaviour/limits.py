"""Whether a container works when it is given little."""

from collections.abc import Sequence
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.ready_container import ReadyContainer, ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import changed_files, use, wait_until, was_out_of_memory
from quaycrane.errors import EngineTimeoutError, QuaycraneError

_REQUESTS = 20
_IDLE_SECONDS = 10
_MOST_TOLD = 8


@checked(
    why="What cannot change its own files cannot be changed by who breaks in",
    fix="Write to a volume or to /tmp, and make everything else while building",
    needs=("builds",),
)
def survives_read_only_root(
    answer: Answer,
    port: int | None = None,
    writable: Sequence[str] = ("/tmp",),  # noqa: S108 - inside the container
) -> Observation:
    """A container of the image works with a root file system that is read-only, but for {writable}."""
    try:
        with ready_container(answer, port, read_only=True, tmpfs=dict.fromkeys(writable, "")) as container:
            return _works(container, port)
    except QuaycraneError as error:
        with ready_container(answer, port):  # else it would not work anyway
            return Observation(passed=False, observed=f"{error.what}. {error.why}")


@checked(
    why="Where writes go is where data is lost, or where a volume has to be",
    fix="Write to a volume, or not at all",
    needs=("builds",),
)
def writes_only_to(answer: Answer, places: Sequence[str] = (), port: int | None = None) -> Observation:
    """A running container changes no file of its image outside {places}."""
    with ready_container(answer, port) as container:
        if port:
            page_at(container.running, port)
        changed = changed_files(container.running)
    outside = [
        path for path in changed if not any(path == place or path.startswith(f"{place}/") for place in places)
    ]
    observed = ", ".join((outside or changed)[:_MOST_TOLD]) or "Nothing changed"
    return Observation(passed=not outside, observed=observed)


@checked(
    why="A service without bounds takes the machine from its neighbours",
    fix="Find what it needs with docker stats; let it start fewer workers and hold less",
    needs=("builds",),
)
def stays_within(
    answer: Answer, memory: str = "256m", processes: int = 64, cpus: float = 1.0, port: int | None = None
) -> Observation:
    """A container works and rests within {memory} of memory, {processes} processes and {cpus} CPUs."""
    limits: dict[str, Any] = {
        "mem_limit": memory,
        "memswap_limit": memory,
        "pids_limit": processes,
        "nano_cpus": int(cpus * 1e9),
    }
    with ready_container(answer, port, **limits) as container:
        seen = _works(container, port, _REQUESTS)
        used = use(container.running)
        observed = f"{used.memory_bytes / 1e6:.0f} MB of memory, {used.processes} of {processes} processes"
        if not seen.passed or used.processes >= processes:
            return Observation(passed=False, observed=f"With {observed}: {seen.observed}")
        try:
            wait_until(container.is_idle, timeout_seconds=_IDLE_SECONDS, what="it is idle")
        except EngineTimeoutError:
            return Observation(passed=False, observed="It never rests, though nobody asks it for anything")
        if was_out_of_memory(container.running):
            return Observation(passed=False, observed=f"{memory} is too little: a process was killed for it")
    return Observation(passed=True, observed=observed)


def _works(container: ReadyContainer, port: int | None, requests: int = 1) -> Observation:
    for _ in range(requests if port else 0):
        if not page_at(container.running, port or 0):
            return Observation(passed=False, observed=f"No answer. It printed:\n{container.running.logs()}")
    return Observation(passed=container.running.exit_code is None, observed="It works")
