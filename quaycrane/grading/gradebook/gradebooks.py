"""Opens a course's gradebook: of this nbgrader's shape, indexed, waited for, and once for many times."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import Engine, create_engine, event, exc, inspect, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import scoped_session

from quaycrane.errors import QuaycraneError
from quaycrane.grading.gradebook.unit import Unit, course_directory

GRADES = "grades.csv"


def upgrade_gradebook(root: Path) -> bool:
    """Run `nbgrader db upgrade`, which keeps a backup, if the gradebook is older than nbgrader.

    Returns:
        Whether it was needed.

    Raises:
        QuaycraneError: nbgrader could not upgrade it.
    """
    known = _version(course_directory(root).db_url)
    if known is None or known == ScriptDirectory(ALEMBIC_DIR).get_current_head():
        return False
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "db", "upgrade"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise QuaycraneError(
            "The gradebook could not be upgraded",
            why=last,
            fix="Run `nbgrader db upgrade` and read what it says",
        )
    return True


def _version(url: str) -> str | None:
    """Return the gradebook's version; None where there is none yet, which nbgrader makes as it should be.

    Raises:
        QuaycraneError: The database does not answer, or its driver is missing.
        OperationalError: Somebody else holds it.
    """
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return None
    try:
        engine = create_engine(url)
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        engine.dispose()
    except (exc.SQLAlchemyError, ModuleNotFoundError) as error:
        if "locked" in str(error):
            raise  # whoever waits for it says more
        raise _unreachable(url, error) from None
    return None if version is None else str(version)


def _unreachable(url: str, error: Exception) -> QuaycraneError:
    """Return what to tell of a database that cannot be used, without its password."""
    if isinstance(error, ModuleNotFoundError):
        why, fix = f"The package {error.name} is not installed", "See docs/gradebook.md for its installation"
    else:
        cause = str(getattr(error, "orig", None) or error).strip()
        why, fix = cause.splitlines()[0], "Start it, or mend `CourseDirectory.db_url` in nbgrader_config.py"
    try:
        shown = make_url(url).render_as_string(hide_password=True)
    except exc.ArgumentError:
        shown = "named in nbgrader_config.py"
    return QuaycraneError(f"The gradebook {shown} cannot be used", why=why, fix=fix)


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
    holders = set[str]()
    with suppress(OSError):
        number = path.stat().st_ino
        for line in Path("/proc/locks").read_text().splitlines():
            words = line.split()
            if "->" not in words and words[5].rpartition(":")[2] == str(number):
                holders.add(_named(words[4]))
    return tuple(sorted(holders))


def _named(process: str) -> str:
    with suppress(OSError):
        command = Path("/proc", process, "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return f"process {process} ({command.strip()[:80]})"
    return f"process {process}"


INDEXES = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
}
"""The column of each table by which nbgrader looks things up, and for which it has no index."""

_indexed: set[str] = set()


def add_indexes(book: Gradebook) -> None:
    """Add the indexes that are missing, once a process and gradebook; nbgrader leaves them as they are.

    Without them nbgrader reads the grades of all students for each look-up in one submission, so the work
    for a submission grows with the class.
    """
    address = str(book.engine.url)
    if address in _indexed:
        return
    for table, column in INDEXES.items():
        book.db.execute(text(f"CREATE INDEX IF NOT EXISTS quaycrane_{table}_{column} ON {table} ({column})"))
    book.db.commit()
    _indexed.add(address)


class SharedGradebooks:
    """What gradebooks at the same address have in common: the engine, and that their tables are there.

    nbgrader opens a gradebook a dozen times a submission, and makes an engine each time: it looks for every
    table, translates every statement anew, and SQLAlchemy's mappers remember engines that are gone.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Any] = {}

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Let gradebooks that nbgrader opens meanwhile share; no connection stays open afterwards.

        Each still has a session of its own. Those of another thread would share too, which does no harm.
        """
        opened, closed, first = Gradebook.__init__, Gradebook.close, self._first

        def open_again(
            book: Any,  # noqa: ANN401 - nbgrader is untyped
            db_url: str,
            course_id: str = "default_course",
            authenticator: Any = None,  # noqa: ANN401 - the same
        ) -> None:
            known = first.get((db_url, course_id))
            if known is None:
                opened(book, db_url, course_id, authenticator)
                first[db_url, course_id] = book
            else:
                session = scoped_session(known.db.session_factory)
                vars(book).update(vars(known), db=session, authenticator=authenticator)

        def end_session(book: Any) -> None:  # noqa: ANN401 - the same
            book.db.remove()

        Gradebook.__init__, Gradebook.close = open_again, end_session
        try:
            yield
        finally:
            Gradebook.__init__, Gradebook.close = opened, closed
            for book in first.values():
                book.close()


def export_grades(unit: Unit) -> Path:
    """Write the table that nbgrader exports, and return its path."""
    course, grades = unit.directory, unit.root / GRADES
    with Gradebook(course.db_url, course.course_id) as book:
        CsvExportPlugin(to=str(grades)).export(book)
    return grades
