"""Does to containers what happens to them in the night: a crash, a hang, a lost address, a full disk."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from quaycrane.engine import OBSERVER_IMAGE, Running, addresses, explained, observing, send_signal
from quaycrane.errors import QuaycraneError, UncheckedError
from quaycrane.units.capstone.engine.disk import MEGABYTES

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_MOST_FILLERS = 12
_GRACE_SECONDS = 2
_FULL = "No space left"
# Never more than the small disk holds, should it not be one.
_FILL = """\
dd if=/dev/zero of="$1/.filler" bs=64k count=$((16 * $2)) 2>&1
dd if=/dev/zero bs=512 count=200 2>&1 >>"$1/.filler"; true
"""


def crash(engine: "Engine", running: Running) -> None:
    """Kill a container's main process from outside, as a crash or the kernel would.

    `docker kill` would be an order of the engine's, after which no restart policy brings it back; and from
    within, a main process cannot be killed at all.
    """
    with explained():
        running.container.reload()
    process = str(running.container.attrs["State"]["Pid"])
    beside = engine.running(
        OBSERVER_IMAGE, ["kill", "-9", process], pid_mode="host", userns_mode="host", network_mode="none"
    )
    with beside as killer, explained():
        killer.container.wait()


@contextmanager
def hanging(engine: "Engine", running: Running) -> Iterator[None]:
    """Stop every process of a container (SIGSTOP) until the block ends; it stays there, and does nothing."""
    with observing(engine, str(running.container.id)) as observer:
        rest = [str(one.pid) for one in observer.processes() if one.pid != 1]
        observer.freeze()
        send_signal(running, "SIGSTOP")
        try:
            yield
        finally:
            send_signal(running, "SIGCONT")
            if rest:
                observer.beside.run("sh", "-c", f"kill -CONT {' '.join(rest)} 2>/dev/null; true")


@contextmanager
def taken(engine: "Engine", networks: "Sequence[str]", wanted: frozenset[str]) -> Iterator[None]:
    """Let somebody else have addresses that have just become free, until the block ends.

    Args:
        engine: Where.
        networks: The networks in which the addresses were.
        wanted: The addresses.

    Raises:
        UncheckedError: The engine gave them to nobody.
    """
    with ExitStack() as fillers:
        for network in networks:
            got = _fill(engine, network, wanted, fillers)
            if not got:
                raise UncheckedError(
                    f"The engine gave nobody in {network} any of {', '.join(sorted(wanted))}"
                )
        yield


def _fill(engine: "Engine", network: str, wanted: frozenset[str], fillers: ExitStack) -> bool:
    for _ in range(_MOST_FILLERS):
        one = fillers.enter_context(engine.running(OBSERVER_IMAGE, ["sleep", "600"], network=network))
        with explained():
            one.container.reload()
        if wanted & set(addresses(one.container.attrs)):
            return True
    return False


def fill(keeper: Running, folder: str) -> None:
    """Write to a folder until its disk is full.

    Raises:
        QuaycraneError: It never was.
    """
    told = keeper.run("sh", "-c", _FILL, "sh", folder, str(MEGABYTES))
    if _FULL not in told:
        raise QuaycraneError("The volume was not filled", why=told)


def free(keeper: Running, folder: str) -> None:
    """Take away what filled a folder."""
    keeper.run("rm", "-f", f"{folder}/.filler")


def restart(containers: Sequence[Running]) -> None:
    """Start containers again, as a person would who has made room for them."""
    for one in containers:
        with explained():
            one.container.restart(timeout=_GRACE_SECONDS)


def probes(running: Running) -> list[dict[str, Any]]:
    """Return what the engine kept of a container's last health probes."""
    with explained():
        running.container.reload()
    told = (running.container.attrs["State"].get("Health") or {}).get("Log") or []
    return list(told)


def has_probe(running: Running) -> bool:
    """Return whether a container's health is probed."""
    return bool(running.container.attrs["State"].get("Health"))
