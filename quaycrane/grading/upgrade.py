"""Brings an old gradebook to the shape that this nbgrader expects."""

import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, exc, text

from quaycrane.errors import QuaycraneError
from quaycrane.grading.settings import course_directory


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
    """Return the gradebook's version; None where there is none yet, which nbgrader makes as it should be."""
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return None
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except exc.OperationalError:
        return None
    finally:
        engine.dispose()
    return None if found is None else str(found)
