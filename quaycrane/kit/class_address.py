"""Tells a class at which address it reaches a registry."""

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_EVERY, _LOOPBACK = "0.0.0.0", "127.0.0.1"  # noqa: S104 - compared with, never bound
_ELSEWHERE = ("192.0.2.1", 9)  # kept for documentation: nobody has it, and nothing is sent there


def class_host(engine: "Engine", address: str) -> str:
    """Return the host that others name, for a registry that answers at an address of the engine's machine.

    Args:
        engine: Where the registry runs.
        address: The address that was asked for; ``0.0.0.0`` is every one.

    Returns:
        The address itself, the engine's machine, or this one's address in its network.
    """
    if address != _EVERY:
        return address
    host = engine.published_host
    return host if host != _LOOPBACK else _address_here()


def _address_here() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)  # picks the way out; UDP sends nothing yet
        except OSError:  # a machine without a network
            return _LOOPBACK
        return str(probe.getsockname()[0])
