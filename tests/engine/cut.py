"""A network that swallows every packet, as a firewall does, and units that run behind it."""

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

from tests.engine.machines import Machine
from tests.notebooks.units import folder

_IPV4, _EVERY_KIND, _DNS = 0x0800, 0x0003, 53
_NOBODY = "02:00:00:00:00:01"
_NOBODYS_CARD = bytes.fromhex(_NOBODY.replace(":", ""))


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


def run_unit(unit: str, place: Path, variables: dict[str, str], prefix: tuple[str, ...] = ()) -> Path:
    """Run a unit's notebook as a command would; return the notebook with its outputs.

    Args:
        unit: The unit.
        place: Where a copy of its folder goes.
        variables: What names the engine.
        prefix: The command to run it through.
    """
    shutil.copytree(folder(unit), place / unit)
    (path,) = (place / unit).glob("*.ipynb")
    ran = subprocess.run(
        [*prefix, Path(sys.executable).with_name("jupyter-execute"), "--inplace", path],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return path


def _read(wire: socket.socket, meant: list[str], over: threading.Event) -> None:
    while not over.is_set():
        try:
            frame = wire.recv(2048)
        except TimeoutError:
            continue
        (protocol,) = struct.unpack("!H", frame[12:14])
        if protocol == _IPV4 and frame[:6] == _NOBODYS_CARD:
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
