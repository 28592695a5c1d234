"""Waits for a gradebook that another program holds, and says who that is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from quaycrane.errors import QuaycraneError
from quaycrane.grading.gradebook.settings import course_directory

WAIT_SECONDS = 60.0
"""How long a statement waits for who holds a gradebook that is a file; SQLite's own 5 are soon over."""


class GradebookError(QuaycraneError):
    """The gradebook cannot be used now: nobody can be marked."""


@contextmanager
def patient(root: Path) -> Iterator[None]:
    """Wait for a locked gradebook meanwhile.

    Args:
        root: The folder of nbgrader_config.py.

    Raises:
        GradebookError: It stayed locked, or failed otherwise.
    """
    event.listen(Engine, "connect", _wait_longer)
    try:
        yield
    except OperationalError as error:
        raise gradebook_error(root, error) from None
    finally:
        event.remove(Engine, "connect", _wait_longer)


def gradebook_error(root: Path, error: OperationalError) -> GradebookError:
    """Return what to tell of a gradebook that refused a statement."""
    cause = str(error.orig).strip().splitlines()[0] if error.orig else "no more is known"
    if "locked" not in cause:
        return GradebookError("The gradebook cannot be used", why=cause, fix="See `./course doctor`")
    url = course_directory(root).db_url
    path = Path(url.removeprefix("sqlite:///"))
    holders = _holders(path) if url.startswith("sqlite:///") else ()
    why = f"it is held by {', '.join(holders)}" if holders else "who holds it is not known"
    return GradebookError(
        f"The gradebook {path.name} stayed locked for {WAIT_SECONDS:g} seconds",
        why=why,
        fix="End that, and grade again: it goes on where it stopped",
    )


def _wait_longer(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000:.0f}")


def _holders(path: Path) -> tuple[str, ...]:
    """Return the processes that hold a lock on a file, as Linux tells them."""
    found = set[str]()
    with suppress(OSError):
        number = path.stat().st_ino
        for line in Path("/proc/locks").read_text().splitlines():
            words = line.split()
            if "->" not in words and words[5].rpartition(":")[2] == str(number):
                found.add(_named(words[4]))
    return tuple(sorted(found))


def _named(process: str) -> str:
    with suppress(OSError):
        command = Path("/proc", process, "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return f"process {process} ({command.strip()[:80]})"
    return f"process {process}"
