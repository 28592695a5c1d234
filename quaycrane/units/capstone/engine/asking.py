"""Asks an application as its users do: for the page, for the rows, and to take a new row."""

import http.client
import json
import time
from dataclasses import dataclass
from enum import StrEnum

PATIENCE_SECONDS = 10
"""How long a user waits for an answer. Whoever has none by then has none."""

_MOST_BYTES = 2_000_000
_GOOD = range(200, 300)


class What(StrEnum):
    """What is asked for."""

    PAGE = "the page"
    ROWS = "the rows"
    WRITE = "a new row"


@dataclass(frozen=True)
class Talk:
    """How an application is asked; all of it at the port that its page is published on.

    Attributes:
        page: The path of the page.
        rows: The path at which rows are read, as JSON, and to which a new one is posted.
        field: The field of a new row that takes a word.
        others: Its other fields, with what stands in them.
    """

    page: str = "/"
    rows: str = "/api/things"
    field: str = "what"
    others: tuple[tuple[str, object], ...] = (("place", "seen in a drill"),)


@dataclass(frozen=True)
class Ask:
    """A request, and what came of it.

    Attributes:
        begin_seconds: When it was sent, on the time line's clock.
        what: What was asked for.
        status: The answer's status, 0 where no answer came.
        milliseconds: How long it took.
        is_well: Whether it is the answer that a user wants.
    """

    begin_seconds: float
    what: What
    status: int
    milliseconds: float
    is_well: bool

    @property
    def end_seconds(self) -> float:
        """When the answer was there, or nobody waited for it any longer."""
        return self.begin_seconds + self.milliseconds / 1000

    @property
    def is_silent(self) -> bool:
        """Whether the patience of a user ended before anything came."""
        return not self.status and self.milliseconds >= 1000 * PATIENCE_SECONDS


def ask(address: str, talk: Talk, what: What, word: str = "") -> tuple[int, str]:
    """Return the status of an answer, 0 for none, and its text.

    Args:
        address: ``host:port``.
        talk: How the application is asked.
        what: What is asked for.
        word: What a new row says.
    """
    connection = http.client.HTTPConnection(address, timeout=PATIENCE_SECONDS)
    ends = time.monotonic() + PATIENCE_SECONDS
    try:
        if what is What.WRITE:
            body = json.dumps({talk.field: word} | dict(talk.others))
            connection.request("POST", talk.rows, body, {"Content-Type": "application/json"})
        else:
            connection.request("GET", talk.page if what is What.PAGE else talk.rows)
        answer, text = connection.getresponse(), b""
        while len(text) < _MOST_BYTES and time.monotonic() < ends and (more := answer.read1(_MOST_BYTES)):
            text += more
        return answer.status, text.decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError):
        return 0, ""
    finally:
        connection.close()


def is_well(what: What, status: int, text: str) -> bool:
    """Return whether an answer is what was asked for; rows are JSON, and a page in their place is none."""
    if status not in _GOOD:
        return False
    if what is not What.ROWS:
        return True
    try:
        return isinstance(json.loads(text), list | dict)
    except ValueError:
        return False
