"""Asks an application at its published port, as a script does: one request, and what came back."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass

_PATIENCE_SECONDS = 8
_MOST_BYTES = 200_000


@dataclass(frozen=True)
class Reply:
    """What a request got.

    Attributes:
        status: The status, 0 where nothing answered.
        text: The answer's text, or why there is none.
    """

    status: int = 0
    text: str = "nobody was asked"

    @property
    def good(self) -> bool:
        """Whether it is an answer, and none of an error."""
        return 200 <= self.status < 300  # noqa: PLR2004 - HTTP's own border

    def __str__(self) -> str:
        said = " ".join(self.text.split())[:160]
        return f"status {self.status}: {said}" if self.status else f"no answer: {said}"


def ask(address: str, path: str, thing: Mapping[str, str] | None = None) -> Reply:
    """Ask once for a path, or hand a thing in there.

    Args:
        address: ``host:port``.
        path: What to ask for.
        thing: What is handed in, as JSON; None to ask only.
    """
    connection = http.client.HTTPConnection(address, timeout=_PATIENCE_SECONDS)
    body = None if thing is None else json.dumps(thing)
    try:
        headers = {"Content-Type": "application/json"} if body else {}
        connection.request("POST" if body else "GET", path, body, headers)
        response = connection.getresponse()
        return Reply(response.status, response.read(_MOST_BYTES).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException) as error:
        return Reply(text=str(error) or type(error).__name__)
    finally:
        connection.close()
