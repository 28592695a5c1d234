"""What a container did to its files, uses, and how it ends."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from quaycrane.engine.containers.running import Running
from quaycrane.engine.trouble.failures import explained


@dataclass(frozen=True)
class Use:
    """What a container uses at a moment.

    Attributes:
        memory_bytes: Its memory, with what the kernel caches for it.
        processes: Its processes and threads.
    """

    memory_bytes: int
    processes: int


def use(running: Running) -> Use:
    """Return what a container uses now; nothing where the engine has no control groups to count with."""
    with explained():
        stats = cast("dict[str, Any]", running.container.stats(stream=False, one_shot=True))
    memory, processes = stats.get("memory_stats", {}), stats.get("pids_stats", {})
    return Use(memory.get("usage", 0), processes.get("current", 0))


def changed_files(running: Running) -> tuple[str, ...]:
    """Return the paths that differ from the image's, without the folders on the way to them."""
    with explained():
        paths = sorted(str(entry["Path"]) for entry in running.container.diff() or [])
    return tuple(path for path, following in pairwise([*paths, ""]) if not following.startswith(f"{path}/"))


def was_out_of_memory(running: Running) -> bool:
    """Return whether the kernel killed a process of a container for its memory."""
    with explained():
        running.container.reload()
    return bool(running.container.attrs["State"]["OOMKilled"])


def send_signal(running: Running, name: str) -> None:
    """Send a container's main process a signal, as ``SIGTERM``, from outside."""
    with explained():
        running.container.kill(signal=name)


def stop_signal(running: Running) -> str:
    """Return the signal that asks a container to end, ``SIGTERM`` unless its image says otherwise."""
    return str(running.container.attrs["Config"].get("StopSignal") or "SIGTERM")
