"""A day of a guest book: brought up, signed, edited, taken down, and brought up with a new image."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.running_stack import UP_SECONDS, project
from quaycrane.engine import Running, Stack, observing, wait_until
from quaycrane.errors import EngineTimeoutError, InputError, QuaycraneError
from quaycrane.units.volumes.engine import Hosted, hosted

SERVICE, PORT = "book", 3000
HOST_USER, OTHER_USER = 4321, "5432:0"
"""Whose the files of the host are, and as whom the service runs at last: numbers that no image knows."""

_GREETINGS = "greetings.txt"
_LOOK_SECONDS, _EDIT_SECONDS = 15, 3


@dataclass
class Day:
    """What was seen, in this order.

    Attributes:
        page: The page at first.
        users: The users of the service's processes.
        greeted: What it greets with at first.
        wrote_page: Whether root in the container could write to the page.
        edited, renamed: Whether the page showed an edit that was written in place, and one by rename.
        signed: The list of guests after somebody signed.
        kept: The list after the stack went down and came up again.
        greeted_anew: What the new image greets with.
        other_signed: The list after the service runs as another user and somebody signed.
        word: A word of this day only, in all that was written.
    """

    word: str
    page: str = ""
    users: tuple[int, ...] = ()
    greeted: str = ""
    wrote_page: bool = False
    edited: bool = False
    renamed: bool = False
    signed: str = ""
    kept: str = ""
    greeted_anew: str = ""
    other_signed: str = ""


def day(answer: Answer) -> Day:
    """Return what is seen of the answer in a day; it is lived once.

    Raises:
        QuaycraneError: The stack does not come up.
    """
    if "day" not in answer.kept:
        answer.kept["day"] = _lived(answer)
    lived: Day = answer.kept["day"]
    return lived


def _lived(answer: Answer) -> Day:
    seen = Day(f"word{secrets.token_hex(3)}")
    with hosted(engine()) as host, _made(answer, host) as (made, folder):
        made.up(UP_SECONDS)
        _morning(_book(made), host, seen)
        if not seen.page:  # nothing else is asked of it
            return seen
        made.down(volumes=False)
        (folder / _GREETINGS).write_text(f"Good evening, {seen.word}\n")
        made.up(UP_SECONDS)
        book = _book(made)
        seen.kept, seen.greeted_anew = _asked(book, "/guests"), page_at(book, PORT, "/greetings")
        _as_other_user(made)
        made.up(UP_SECONDS)
        book = _book(made)
        _asked(book, f"/sign/other-{seen.word}")
        seen.other_signed = page_at(book, PORT, "/guests")
    return seen


def _morning(book: Running, host: Hosted, seen: Day) -> None:
    seen.page, seen.greeted = _asked(book, "/"), page_at(book, PORT, "/greetings")
    if not seen.page:
        return
    page_at(book, PORT, f"/sign/{seen.word}")
    seen.signed = page_at(book, PORT, "/guests")
    with observing(engine(), str(book.container.id)) as observer:
        seen.users = tuple(sorted({user for one in observer.processes() for user in one.users}))
    code, _ = book.container.exec_run(["sh", "-c", ": >> /srv/pages/index.html"], user="0", stream=False)
    seen.wrote_page = not code
    seen.edited = _shows(book, host, f"<p>edited {seen.word}</p>")
    seen.renamed = seen.edited and _shows(book, host, f"<p>renamed {seen.word}</p>", by_rename=True)


def _shows(book: Running, host: Hosted, text: str, *, by_rename: bool = False) -> bool:
    host.write("pages/index.html", text, by_rename=by_rename)
    with suppress(EngineTimeoutError):
        return wait_until(
            lambda: text in page_at(book, PORT), timeout_seconds=_EDIT_SECONDS, what="the edit is served"
        )
    return False


def _asked(book: Running, path: str) -> str:
    """Return what it answers once it listens, empty where it does not, or where no port is published."""
    try:
        book.address(PORT)
    except QuaycraneError:
        return ""
    with suppress(EngineTimeoutError):
        return wait_until(lambda: page_at(book, PORT, path), timeout_seconds=_LOOK_SECONDS, what="it answers")
    return ""


def _book(made: Stack) -> Running:
    if SERVICE not in made.services:
        raise InputError(f"There is no service {SERVICE}", why=f"There is {', '.join(made.services)}")
    return made.container(SERVICE)


@contextmanager
def _made(answer: Answer, host: Hosted) -> Iterator[tuple[Stack, Path]]:
    """Make the project, its bind mounts led to the host's folder, which holds what the answer's holds."""
    found: list[Path] = []

    def lead(model: dict[str, Any]) -> None:
        for service in model.get("services", {}).values():
            for mount in service.get("volumes") or []:
                if mount.get("type") == "bind":
                    mount["source"] = str(host.path / Path(mount["source"]).relative_to(found[0]))

    def change(model: dict[str, Any]) -> None:
        found.append(_folder_of(model))
        host.take(found[0], HOST_USER)
        lead(model)

    with project(answer, change) as made:
        yield made, found[0]


def _folder_of(model: dict[str, Any]) -> Path:
    """Return the folder in which the model stands: the answer's copy."""
    context = (model.get("services", {}).get(SERVICE, {}).get("build") or {}).get("context")
    if not context:
        raise InputError(f"The service {SERVICE} is built from nothing", fix="Write build, as the task says")
    return Path(context)


def _as_other_user(made: Stack) -> None:
    model = json.loads(made.file.read_text())
    model["services"][SERVICE]["user"] = OTHER_USER
    made.file.write_text(json.dumps(model))
