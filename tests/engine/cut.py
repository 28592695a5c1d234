"""A network that swallows every packet, as a firewall does, and remembers where each was meant to go."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from tests.engine.machines import Machine

_IPV4, _EVERY_KIND, _DNS = 0x0800, 0x0003, 53
_NOBODY = "02:00:00:00:00:01"


@contextmanager
def swallowed(inside: Machine) -> Iterator[list[str]]:
    """Send what leaves a machine nowhere, while the block lasts.

    Yields:
        ``address:port`` of each packet that was meant for the outside, as they come.
    """
    inside.run("ip", "neighbour", "replace", inside.ours, "lladdr", _NOBODY, "dev", "eth0")
    inside.run("ip", "route", "replace", "default", "via", inside.ours)
    meant: list[str] = []
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERY_KIND))
    wire.bind((inside.cable, 0))
    wire.settimeout(0.2)
    over = threading.Event()
    reader = threading.Thread(target=_read, args=(wire, meant, over), daemon=True)
    reader.start()
    try:
        yield meant
    finally:
        over.set()
        reader.join()
        wire.close()


def _read(wire: socket.socket, meant: list[str], over: threading.Event) -> None:
    while not over.is_set():
        try:
            frame = wire.recv(2048)
        except TimeoutError:
            continue
        (protocol,) = struct.unpack("!H", frame[12:14])
        if protocol == _IPV4:
            meant.append(_destination(frame[14:]))


def _destination(packet: bytes) -> str:
    """Return ``address:port``, with the name that is looked up where it is a look-up."""
    ports = packet[(packet[0] & 0x0F) * 4 :]
    (port,) = struct.unpack("!H", ports[2:4])
    labels, rest = [], ports[20:]
    while port == _DNS and rest and rest[0]:
        labels.append(rest[1 : 1 + rest[0]].decode("ascii", "replace"))
        rest = rest[1 + rest[0] :]
    return f"{ip_address(packet[16:20])}:{port} {'.'.join(labels)}".strip()
