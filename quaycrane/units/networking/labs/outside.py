"""Asks from this machine, outside every container, for a page at a port of the engine's machine."""

import http.client
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import ConnectionEnd, patient
from quaycrane.errors import InputError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_SECONDS = 3
_STARTING_SECONDS = 1
_PAUSE_SECONDS = 0.1
_SHOWN = 60
_NOT_YET = {ConnectionEnd.REFUSED, ConnectionEnd.RESET}


@dataclass(frozen=True)
class Asked:
    """What came of a request.

    Attributes:
        ending: How it ended.
        where: The address and port that were asked.
        page: What was answered, empty for nothing.
    """

    ending: ConnectionEnd
    where: str
    page: str = ""

    def __str__(self) -> str:
        return f"http://{self.where}/hostname: {self.ending}{', by ' if self.page else ''}{self.page}"


def outside(engine: "Engine", port: int | str) -> Asked:
    """Ask for ``/hostname`` at a port of the engine's machine, as a browser here would.

    A server that has just been started is given a second to listen.

    Args:
        engine: Whose machine.
        port: The port.

    Raises:
        InputError: It is no port.
    """
    if not f"{port}".isdecimal():
        raise InputError(f"{port!r} is no port", fix="Take the last number of what `docker port` prints")
    ends = time.monotonic() + patient(_STARTING_SECONDS)
    while (asked := _once(engine.published_host, int(port))).ending in _NOT_YET:
        if time.monotonic() > ends:
            break
        time.sleep(_PAUSE_SECONDS)
    return asked


def _once(host: str, port: int) -> Asked:
    where = f"{host}:{port}"
    connection = http.client.HTTPConnection(host, port, timeout=patient(_SECONDS))
    try:
        connection.request("GET", "/hostname")
        page = connection.getresponse().read(_SHOWN).decode("utf-8", "replace").strip()
    except ConnectionRefusedError:
        return Asked(ConnectionEnd.REFUSED, where)
    except (ConnectionError, http.client.HTTPException):  # taken, and dropped with a word or without
        return Asked(ConnectionEnd.RESET, where)
    except TimeoutError:
        return Asked(ConnectionEnd.SILENCE, where)
    except OSError:
        return Asked(ConnectionEnd.NO_ROUTE, where)
    finally:
        connection.close()
    return Asked(ConnectionEnd.REACHED, where, page)


def free_port() -> int:
    """Return a port of this machine at which nothing listens now."""
    with socket.socket() as free:
        free.bind(("", 0))
        return int(free.getsockname()[1])
