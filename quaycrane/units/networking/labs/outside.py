"""Asks from this machine, outside every container, for a page at a port of the engine's machine."""

import http.client
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import Ending, published_host

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_SECONDS = 3
_SHOWN = 60


@dataclass(frozen=True)
class Asked:
    """What came of a request.

    Attributes:
        ending: How it ended.
        where: The address and port that were asked.
        page: What was answered, empty for nothing.
    """

    ending: Ending
    where: str
    page: str = ""

    def __str__(self) -> str:
        return f"http://{self.where}/hostname: {self.ending}{', by ' if self.page else ''}{self.page}"


def outside(engine: "Engine", port: int | str) -> Asked:
    """Ask for ``/hostname`` at a port of the engine's machine, as a browser here would.

    Args:
        engine: Whose machine.
        port: The port, or what `docker port` says of it: ``127.0.0.1:8080``.
    """
    host, number = published_host(engine.client), int(str(port).splitlines()[0].rpartition(":")[2])
    where = f"{host}:{number}"
    connection = http.client.HTTPConnection(host, number, timeout=_SECONDS)
    try:
        connection.request("GET", "/hostname")
        page = connection.getresponse().read(_SHOWN).decode("utf-8", "replace").strip()
    except ConnectionRefusedError:
        return Asked(Ending.REFUSED, where)
    except (ConnectionError, http.client.HTTPException):  # taken, and dropped with a word or without
        return Asked(Ending.RESET, where)
    except TimeoutError:
        return Asked(Ending.SILENCE, where)
    except OSError:
        return Asked(Ending.NO_ROUTE, where)
    finally:
        connection.close()
    return Asked(Ending.REACHED, where, page)


def free_port() -> int:
    """Return a port of this machine at which nothing listens now."""
    with socket.socket() as free:
        free.bind(("", 0))
        return int(free.getsockname()[1])
