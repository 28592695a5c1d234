"""Leads to the ports that an engine publishes where no network does: into a slot."""

import socket
import socketserver
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docker import DockerClient

PORTS_SOCKET = "ports.sock"
"""Beside a slot's own socket: takes a port's number and a line end, and is that port from then on."""

_CHUNK_BYTES = 65536


def lead_to(client: "DockerClient", port: int) -> int | None:
    """Return a port of this machine that leads to one that a slot publishes, None where it is none."""
    relay = _relay(client)
    return _led_from(relay, port) if relay else None


def _relay(client: "DockerClient") -> Path | None:
    """Return the socket that leads to the ports of a slot, None where it is none."""
    adapter = client.api.adapters.get("http+docker://")
    own = getattr(adapter, "socket_path", "")
    beside = Path(own).with_name(PORTS_SOCKET) if own else None
    return beside if beside and beside.is_socket() else None


@cache
def _led_from(relay: Path, port: int) -> int:
    """Return a port of this machine that leads to one behind a relay, for as long as this process lives."""
    server = _Lead(relay, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


class _Lead(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, relay: Path, port: int) -> None:
        self.relay, self.port = relay, port
        super().__init__(("127.0.0.1", 0), _Led)


class _Led(socketserver.BaseRequestHandler):
    """One connection."""

    server: _Lead

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as far, suppress(OSError):
            far.connect(str(self.server.relay))
            far.sendall(f"{self.server.port}\n".encode())
            threading.Thread(target=_pump, args=(self.request, far), daemon=True).start()
            _pump(far, self.request)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(_CHUNK_BYTES):
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)
