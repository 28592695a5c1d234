"""Lets an engine that is cut off reach one address of this machine."""

import ctypes
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CLONE_NEWNET = 0x40000000


class Carried:
    """What went through a tunnel.

    Attributes:
        bytes: Of what came back.
    """

    def __init__(self) -> None:
        self.bytes, self._lock = 0, threading.Lock()

    def count(self, size_bytes: int) -> None:
        """Add so many bytes."""
        with self._lock:
            self.bytes += size_bytes


@contextmanager
def tunnel(pid: int, port: int, address: str) -> Iterator[Carried]:
    """Carry what comes to a loopback port of a process's network to an address of our own."""
    carried = Carried()
    host, _, target = address.rpartition(":")
    with _listening_in(pid, port) as listener:
        accepting = threading.Thread(
            target=_accept, args=(listener, (host, int(target)), carried), daemon=True
        )
        accepting.start()
        try:
            yield carried
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()


def _listening_in(pid: int, port: int) -> socket.socket:
    """Return a socket that listens in another network: a socket stays in that of its birth."""
    opened: list[socket.socket] = []

    def listen() -> None:  # in a thread of its own, which ends in that network
        namespace = os.open(Path(f"/proc/{pid}/ns/net"), os.O_RDONLY)
        if ctypes.CDLL(None, use_errno=True).setns(namespace, _CLONE_NEWNET) == 0:
            opened.append(socket.create_server(("127.0.0.1", port)))
        os.close(namespace)

    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()
    return opened[0]


def _accept(listener: socket.socket, target: tuple[str, int], carried: Carried) -> None:
    with suppress(OSError):
        while True:
            near, _ = listener.accept()
            far = socket.create_connection(target)
            for source, sink, count in ((near, far, lambda _: None), (far, near, carried.count)):
                threading.Thread(target=_carry, args=(source, sink, count), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket, count: Callable[[int], None]) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            sink.sendall(data)
            count(len(data))
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
