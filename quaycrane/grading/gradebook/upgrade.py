"""Brings an old gradebook to the shape that this nbgrader expects."""

import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, exc, inspect, make_url, text

from quaycrane.errors import QuaycraneError
from quaycrane.grading.gradebook.settings import course_directory


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
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        engine.dispose()
    except (exc.SQLAlchemyError, ModuleNotFoundError) as error:
        if "locked" in str(error):
            raise  # whoever waits for it says more
        raise _unreachable(url, error) from None
    return None if found is None else str(found)


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
