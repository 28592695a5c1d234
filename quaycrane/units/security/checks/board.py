"""Whether the board still works when it is hardened, and keeps its password to itself."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.hardened import note_hardened
from quaycrane.checks.behaviour.running_stack import FILE, UP_SECONDS, note_services, project
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import wait_until
from quaycrane.errors import EngineTimeoutError, QuaycraneError

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer
    from quaycrane.engine import Running, Stack

SERVICE, PORT = "board", 8080
PASSWORD_FILE = "password.txt"  # noqa: S105 - its name
_PAGE_SECONDS = 15


@dataclass(frozen=True)
class _Board:
    """What was seen of a board whose password file held a word made up for it.

    Attributes:
        pages: Its page, asked for twice.
        seal: How it is sealed by a board that reads the file.
        told: Whether the file's word, or the one that was given with the task, stands in `docker inspect`.
    """

    pages: tuple[str, str]
    seal: str
    told: bool


@checked(
    why="A service that is safe because it does not work helps nobody",
    fix="Read its log: what it may not write needs a tmpfs, and what it keeps needs its volume",
    file=FILE,
)
def board_opens(answer: "Answer") -> Observation:
    """The board is published on port 8080, counts its visits and keeps its page."""
    first, second = _seen(answer).pages
    counts = [line for page in (first, second) for line in page.splitlines() if line.startswith("visits ")]
    right = len(set(counts)) == 2  # noqa: PLR2004 - a visit more the second time
    return Observation(passed=right, observed=f"It answers: {first[:200]}".strip())


@checked(
    why="A password that stands in the Compose file is read by all who have the file",
    fix="Name the file under secrets, give it to the service, and tell PASSWORD_FILE where it is",
    needs=("board-opens",),
    file=FILE,
)
def board_seals(answer: "Answer") -> Observation:
    """Another word in password.txt is the board's password after the next start."""
    seen = _seen(answer)
    said = next((line for line in seen.pages[0].splitlines() if line.startswith("sealed ")), "no seal")
    right = said == f"sealed with {seen.seal}"
    return Observation(passed=right, observed=said + (", by that word" if right else ", not by that word"))


@checked(
    why="What docker inspect tells is told to everyone who may talk to the engine, and to every log of it",
    fix="Take it out of environment and command; a secret that is a file shows its path alone",
    needs=("board-opens",),
    file=FILE,
)
def board_hides_password(answer: "Answer") -> Observation:
    """The password stands nowhere in what docker inspect tells of the board."""
    is_shown = _seen(answer).told
    return Observation(
        passed=not is_shown, observed="It stands there" if is_shown else "It does not stand there"
    )


def _seen(answer: "Answer") -> _Board:
    """Return what is seen of the board; one start serves for all that is asked of it, and of its rights."""
    if "board" not in answer.kept:
        word = secrets.token_hex(12)
        given = answer.read(PASSWORD_FILE).strip()
        with project(answer, edit=lambda folder: Path(folder, PASSWORD_FILE).write_text(f"{word}\n")) as made:
            made.up(UP_SECONDS)
            answer.kept["board"] = _look(made, word, given)
            if not answer.kept["board"].pages[0].startswith("status"):
                note_services(answer, made)
            note_hardened(answer, made)
    board: _Board = answer.kept["board"]
    return board


def _look(made: "Stack", word: str, given: str) -> _Board:
    running = made.container(SERVICE)
    pages = (_page(running), page_at(running, PORT))
    details = json.dumps(running.container.attrs)
    seal = hmac.new(word.encode(), b"board", hashlib.sha256).hexdigest()[:12]
    return _Board(pages, seal, any(one in details for one in (word, given) if one))


def _page(running: "Running") -> str:
    running.address(PORT)
    try:
        return wait_until(
            lambda: page_at(running, PORT), timeout_seconds=_PAGE_SECONDS, what="the board answers"
        )
    except EngineTimeoutError as error:
        raise QuaycraneError(error.what, why=f"It printed:\n{running.logs()}") from None
