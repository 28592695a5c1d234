"""Finds a host port that two services publish: Compose takes such a file, and no engine can start it."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from quaycrane.checks.compose.positions import Problem
from quaycrane.checks.compose.resolve import Resolved

_EVERY = {"", "0.0.0.0", "::"}  # noqa: S104 - read, not listened on


class _Port(NamedTuple):
    service: str
    place: int
    number: str
    protocol: str
    address: str


def port_taken(resolved: Resolved) -> Problem | None:
    """Return the first port of the machine that a second service publishes, None for none.

    Args:
        resolved: The file as it is understood.
    """
    for one, other in combinations(_published(resolved), 2):
        same = (one.number, one.protocol) == (other.number, other.protocol)
        meet = one.address == other.address or {one.address, other.address} & _EVERY
        if same and meet and one.service != other.service:
            line = resolved.line("services", other.service, "ports", other.place)
            names = f"{one.service} and {other.service}"
            what = f"{names} both publish port {one.number}/{one.protocol} of the machine, line {line}"
            return Problem(line, what, "Give each a host port of its own, or publish one of them only")
    return None


def _published(resolved: Resolved) -> Iterator[_Port]:
    """Yield the host ports of the services that `up` starts, as far as the file chooses them."""
    for name, service in resolved.services.items():
        for index, port in enumerate(service.get("ports") or ()):
            if port.get("published") and not service.get("profiles"):
                protocol, address = port.get("protocol") or "tcp", port.get("host_ip") or ""
                yield _Port(name, index, str(port["published"]), str(protocol), str(address))
