"""Asks a database that starts for the first time by its socket and by TCP, until both say yes."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from quaycrane.engine import Running, explained, patient
from quaycrane.errors import EngineTimeoutError
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quaycrane.engine import Engine

_IMAGE = "mysql:9"
_PATIENCE_SECONDS = 120
_PING = "mysqladmin ping -h {host} >/dev/null 2>&1 && echo yes || echo no"
_LOOP = (
    "while :; do "
    f"socket=$({_PING.format(host='localhost')}); tcp=$({_PING.format(host='127.0.0.1')}); "
    'echo "$socket $tcp"; [ $tcp = yes ] && exit; sleep 0.05; done'
)


@dataclass(frozen=True)
class Probe:
    """One look by both ways.

    Attributes:
        seconds: When, from the start of the container.
        socket: Whether `mysqladmin ping` through the socket said yes.
        tcp: Whether it said yes over TCP, as a neighbour would ask.
    """

    seconds: float
    socket: bool
    tcp: bool


@dataclass(frozen=True)
class Probes:
    """All looks at one first start.

    Attributes:
        looks: In their order; the last is the first yes over TCP.
        provenance: Where it was.
    """

    looks: tuple[Probe, ...]
    provenance: Provenance

    @property
    def too_early_seconds(self) -> float:
        """How long before the first yes over TCP the socket said yes first; 0 where it did not."""
        early = next((look.seconds for look in self.looks if look.socket and not look.tcp), None)
        return 0.0 if early is None else self.looks[-1].seconds - early

    @property
    def liar(self) -> str:
        """Which probe said yes while no neighbour could connect."""
        return "the socket" if self.too_early_seconds else "none"

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        ready = self.looks[-1].seconds
        if not self.too_early_seconds:
            return f"Both said yes after {ready:.1f} s: this time no look fell between the two servers."
        first = ready - self.too_early_seconds
        return f"The socket said yes after {first:.1f} s, TCP after {ready:.1f} s."


def _printed(running: Running) -> "Iterator[bytes]":
    return cast("Iterator[bytes]", running.container.exec_run(["bash", "-c", _LOOP], stream=True).output)


def probes(engine: "Engine") -> Probes:
    """Start MySQL on an empty volume, and ask it both ways until it answers over TCP.

    Args:
        engine: Where.

    Raises:
        EngineTimeoutError: It does not get ready.
        QuaycraneError: The engine refused.
    """
    looks: list[Probe] = []
    began = time.monotonic()
    with engine.running(_IMAGE, environment={"MYSQL_ROOT_PASSWORD": "harbour"}) as running, explained():
        for line in _printed(running):
            for printed in line.decode().split("\n"):
                if printed:
                    socket, tcp = printed.split()
                    looks.append(Probe(time.monotonic() - began, socket == "yes", tcp == "yes"))
            if time.monotonic() - began > patient(_PATIENCE_SECONDS):
                break
    if not looks or not looks[-1].tcp:
        raise EngineTimeoutError(
            f"MySQL was not ready after {patient(_PATIENCE_SECONDS):g} s", fix="Try it again"
        )
    return Probes(tuple(looks), provenance(engine, _IMAGE))
