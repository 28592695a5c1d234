"""Folders of this machine that go with what uses them, and after a kill with whoever comes next."""

import os
import shutil
import tempfile
from pathlib import Path

from quaycrane.errors import QuaycraneError

_NAME = "qc"  # sockets lie in them, and a socket's path has 108 characters at most


def temporary_folder(kind: str) -> "tempfile.TemporaryDirectory[str]":
    """Return a folder that only this user can read.

    Args:
        kind: What it is for, in a short word.

    Raises:
        QuaycraneError: The temporary directory is full, or nobody may write there.
    """
    prefix = f"{_NAME}-{kind}-{os.getpid()}-"
    try:
        return tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    except OSError as error:
        raise QuaycraneError(
            "No folder could be made in the temporary directory",
            why=f"{error.filename or 'TMPDIR'}: {error.strerror or error}",
            fix="Free space there, or set TMPDIR to a folder that has some",
        ) from None


def sweep_folders() -> int:
    """Remove the folders of processes that are gone; return how many there were."""
    left = [path for path in Path(tempfile.gettempdir()).glob(f"{_NAME}-*-*-*") if _is_left(path)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def _is_left(path: Path) -> bool:
    process = path.name.split("-")[2]
    try:
        if not process.isdigit() or path.is_symlink() or path.stat().st_uid != os.getuid():
            return False
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:  # somebody else's, or gone meanwhile
        return False
    return False
