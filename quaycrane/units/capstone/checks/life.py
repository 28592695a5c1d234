"""Lives through what happens to the application, once for all that the report card asks of its stack."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.hardened import note_rights
from quaycrane.checks.behaviour.running_stack import note_failure, note_services, project
from quaycrane.engine import Fixed, Stack
from quaycrane.errors import NoEngineError, QuaycraneError, UncheckedError
from quaycrane.units.capstone.checks.asking import Reply, ask
from quaycrane.units.capstone.checks.backup import Backup, move
from quaycrane.units.capstone.checks.browser import browser, shown
from quaycrane.units.capstone.checks.developing import edit_is_served
from quaycrane.units.capstone.checks.looking import identities, rows
from quaycrane.units.capstone.checks.setting import (
    BACKEND,
    DATABASE,
    FRONTEND,
    PAGE_PORT,
    PASSWORD_FILE,
    SERVICES,
    THINGS,
    Words,
    tables_in_time,
)
from quaycrane.units.capstone.checks.writing import write

UP_SECONDS = 130
"""The longest that the stack may take until every service is ready."""

FAILED = "failed to connect"
"""What the back end logs of a connection that fails."""

_GOES_ON = re.compile(r"^ *(Container|Network|Volume|Image) \S+ +[A-Z]\w+ *$|^#\d+ ")
_HEADING = "Lost property"
_SOURCE = "frontend/src/Desk.jsx"


@dataclass
class Life:
    """What was seen, in this order; what was not reached is as it is here.

    Attributes:
        words: What was put into the copy.
        trouble: Why it did not come up; empty where it did.
        late: Why it did not come up while its database was slow, where it was tried again in time.
        first: What the rows' address answered the moment that everything was said to be ready.
        page, dom: The page as it is sent, and as a browser shows it; None without a browser.
        rows: What the rows' address answered in a while.
        log: What the back end had printed by then.
        opens: Whether the file's word is the database's password.
        tellers: The services of which `docker inspect` tells the password.
        backup: What was taken of its volumes while it was down; they were removed, and restored from that.
        kept: What the rows' address answered when it was up again.
        renewed: The services that `up` made anew after an edit of the front end.
        unserved: Why an edit was not served in development; empty where it was.
    """

    words: Words = field(default_factory=Words)
    trouble: str = ""
    late: str = ""
    first: Reply = field(default_factory=Reply)
    page: Reply = field(default_factory=Reply)
    rows: Reply = field(default_factory=Reply)
    dom: str | None = None
    log: str = ""
    opens: str = ""
    tellers: tuple[str, ...] = ()
    backup: Backup = field(default_factory=Backup)
    kept: Reply = field(default_factory=Reply)
    renewed: tuple[str, ...] = ()
    unserved: str = ""


def life(answer: Answer) -> Life:
    """Return what is seen of the answer's stack; it is lived through once."""
    if "life" not in answer.kept:
        answer.kept["life"] = _lived(answer)
    lived: Life = answer.kept["life"]
    return lived


def _lived(answer: Answer) -> Life:
    seen, fixed = Life(), Fixed()
    folders: list[Path] = []

    def edit(folder: Path) -> None:
        folders.append(folder)
        seen.words.put(folder)

    with _noting(answer, seen), project(answer, fixed=fixed, edit=edit) as made:
        if not (_comes_up(answer, made, seen) or _comes_up_in_time(answer, made, seen, folders[0])):
            return seen
        seen.tellers = _tellers(made, seen.words, answer.read(PASSWORD_FILE).strip())
        seen.opens = _opens(made, seen.words)
        if not _asked(made, seen):
            return seen
        made.down(volumes=False)
        seen.backup = move(made)
        made.up(UP_SECONDS)
        seen.kept = rows(made)
        seen.renewed = _renewed(made, folders[0])
        seen.unserved = edit_is_served(answer, made, folders[0], fixed)
    return seen


@contextmanager
def _noting(answer: Answer, seen: Life) -> Iterator[None]:
    """Keep as the life's trouble what happens to it, but for what is no fault of the answer."""
    try:
        yield
    except (NoEngineError, UncheckedError):
        raise
    except QuaycraneError as error:
        if "stack" not in answer.kept:
            note_failure(answer, error)
        if not seen.rows.good:  # else it came up, and what was seen until now holds
            seen.trouble = _told(error)


def _comes_up(answer: Answer, made: Stack, seen: Life) -> bool:
    """Bring it up, and look at what runs, also where not everything does."""
    try:
        made.up(UP_SECONDS)
        _ask_at_once(made, seen)
    except (NoEngineError, UncheckedError):
        raise
    except QuaycraneError as error:
        if not any(made.containers(name) for name in made.services):
            raise
        seen.trouble = _told(error)
    note_services(answer, made)
    note_rights(answer, made)
    if BACKEND in made.services and not seen.late:
        seen.log = "\n".join(one.logs(200) for one in made.containers(BACKEND, ended=True))
    missing = [name for name in SERVICES if name not in made.services]
    if missing and not seen.trouble:
        seen.trouble = f"There is no service {missing[0]}. The services are {', '.join(made.services)}"
    return not seen.trouble


def _ask_at_once(made: Stack, seen: Life) -> None:
    """Ask for rows the moment that all is said to be ready, then until there are some, or for a while."""
    with suppress(QuaycraneError):  # where nobody can ask, the page tells
        first = ask(made.container(FRONTEND).address(PAGE_PORT), THINGS)
        seen.first = seen.first if seen.late else first
        seen.rows = rows(made)


def _comes_up_in_time(answer: Answer, made: Stack, seen: Life, folder: Path) -> bool:
    """Try it again with a database that is as quick as ever, where its slowness was the trouble."""
    if FAILED not in seen.log:
        return False
    seen.late, seen.trouble = seen.trouble, ""
    made.down(volumes=True)
    write(*tables_in_time(folder))
    return _comes_up(answer, made, seen)


def _told(error: QuaycraneError) -> str:
    """Return an error without the lines in which Compose tells how it goes on."""
    lines = [line for line in error.why.splitlines() if not _GOES_ON.match(line)]
    return "\n".join([error.what, *lines])


def _asked(made: Stack, seen: Life) -> bool:
    """Ask for the page and its rows, and hand a thing in; return whether there are rows."""
    try:
        address = made.container(FRONTEND).address(PAGE_PORT)
    except QuaycraneError as error:
        seen.page = Reply(text=error.what)
        return False
    seen.page = ask(address, "/")
    seen.dom = shown(address) if browser() else None
    if seen.rows.good:
        ask(address, THINGS, {"what": seen.words.later, "place": "quay 9"})
    return seen.page.good and seen.rows.good


def _tellers(made: Stack, words: Words, given: str) -> tuple[str, ...]:
    said = {name: json.dumps([one.container.attrs for one in made.containers(name)]) for name in SERVICES}
    return tuple(name for name, text in said.items() if words.password in text or (given and given in text))


def _opens(made: Stack, words: Words) -> str:
    """Return what the database says to the file's word: its rows, or why not."""
    users = [
        pair.partition("=")[2]
        for pair in made.container(BACKEND).container.attrs["Config"]["Env"]
        if pair.startswith("DB_USER=")
    ]
    said = ""
    for user in (*users, "root"):
        command = ("mysql", "-h127.0.0.1", f"-u{user}", f"-p{words.password}", "-N", "-e", "SELECT 'open'")
        try:
            return made.container(DATABASE).run(*command)
        except QuaycraneError as error:
            said = error.why
    return said


def _renewed(made: Stack, folder: Path) -> tuple[str, ...]:
    """Return which services an `up` makes anew after an edit of the front end's sources.

    It is tried again where it is another one than the front end: the engine may have thrown the cache of a
    build away in between, and will not do so twice.
    """
    renewed: tuple[str, ...] = ()
    source = folder / _SOURCE
    for word in ("today", "this week"):
        before = identities(made)
        source.write_text(source.read_text().replace(_HEADING, f"{_HEADING} {word}"))
        made.up(UP_SECONDS)
        after = identities(made)
        renewed = tuple(name for name, its in before.items() if after.get(name) != its)
        if renewed == (FRONTEND,):
            break
    return renewed
