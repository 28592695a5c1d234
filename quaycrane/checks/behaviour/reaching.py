"""Asks each service of a stack that is up which others it reaches, and the engine what is published."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from quaycrane.checks.answer_builds import engine
from quaycrane.engine import (
    Address,
    ConnectionEnd,
    Observer,
    Process,
    Running,
    Stack,
    addresses,
    attempts,
    observing,
    wait_until,
)
from quaycrane.errors import EngineTimeoutError, QuaycraneError

_AT_ONCE = 8
_LOOKS, _SETTLE_SECONDS = 3, 8


@dataclass(frozen=True)
class Attempt:
    """A connection that was tried from a service to another one.

    Attributes:
        target: The other service.
        host: Its name, or an address of it.
        port: A port on which it listens.
        ending: How it ended.
    """

    target: str
    host: str
    port: int
    ending: ConnectionEnd

    @property
    def by_name(self) -> bool:
        """Whether the other was called by its name."""
        return self.host == self.target

    @property
    def comes_about(self) -> bool:
        """Whether there was a connection; between two containers nothing but the other one can drop it."""
        return self.ending in {ConnectionEnd.REACHED, ConnectionEnd.RESET}

    def __str__(self) -> str:
        how = "by name" if self.by_name else f"by address {self.host}"
        return f"port {self.port} {how}: {self.ending}"


@dataclass(frozen=True)
class Published:
    """A port that is published.

    Attributes:
        port: The container's port.
        protocol: ``tcp`` or ``udp``.
        address: The address of the engine's machine at which it answers: ``0.0.0.0`` and ``::`` for all.
    """

    port: int
    protocol: str
    address: str

    def __str__(self) -> str:
        return f"{self.port}/{self.protocol} at {self.address}"


@dataclass(frozen=True)
class Replica:
    """A running container of a service, and what was seen of it.

    Attributes:
        service: The service.
        running: The container.
        observer: Looks into it from outside.
        processes: Its processes.
        ports: Where it listens, at an address that others reach.
    """

    service: str
    running: Running
    observer: Observer
    processes: tuple[Process, ...]
    ports: frozenset[int]

    def attempts(self, others: tuple["Replica", ...]) -> tuple[Attempt, ...]:
        """Try to connect to every port of the other services, by name and by each address."""
        tried = list(dict.fromkeys(_targets(self.service, others)))
        endings = attempts(self.observer.beside, [Address(host, port) for _, host, port in tried])
        return tuple(Attempt(*one, ending) for one, ending in zip(tried, endings, strict=True))

    @property
    def health(self) -> str:
        """What the engine says of its health, empty when it has no health check."""
        return str(self.running.container.attrs["State"].get("Health", {}).get("Status", ""))

    def published(self) -> tuple[Published, ...]:
        """Return what the engine publishes of it."""
        ports = self.running.container.attrs["NetworkSettings"]["Ports"] or {}
        return tuple(
            Published(int(port.partition("/")[0]), port.partition("/")[2], binding["HostIp"])
            for port, bindings in ports.items()
            for binding in bindings or ()
        )


def replicas(made: Stack, stack: ExitStack) -> tuple[Replica, ...]:
    """Look into every running container of a stack, side by side.

    Args:
        made: The stack, which is up.
        stack: Until it ends there is an observer beside each.
    """

    def look(service: str, running: Running) -> Replica | None:
        try:
            beside = observing(engine(), str(running.container.id))
            observer = stack.enter_context(beside)
            settle(observer)
            return Replica(service, running, observer, observer.processes(), observer.listening())
        except QuaycraneError:
            if running.exit_code is None:
                raise
            return None  # it did its work, and ended meanwhile

    found = [(service, running) for service in made.services for running in made.containers(service)]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        looked = threads.map(look, *zip(*found, strict=True)) if found else ()
        return tuple(one for one in looked if one is not None)


def settle(observer: Observer) -> None:
    """Wait until every process sleeps, on several looks in a row: what has just started listens by then."""

    def sleeps() -> bool:
        return all(all(one.sleeps for one in observer.processes()) for _ in range(_LOOKS))

    with suppress(EngineTimeoutError):  # what always works is looked at all the same
        wait_until(sleeps, timeout_seconds=_SETTLE_SECONDS, what="the service waits for work")


def matrix(found: tuple[Replica, ...]) -> tuple[tuple[Attempt, ...], ...]:
    """Return what each container tried, all at the same time."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return tuple(threads.map(lambda one: one.attempts(found), found))


def _targets(source: str, others: tuple[Replica, ...]) -> Iterator[tuple[str, str, int]]:
    for other in others:
        if other.service != source:
            for host in (other.service, *addresses(other.running.container.attrs)):
                yield from ((other.service, host, port) for port in sorted(other.ports))
