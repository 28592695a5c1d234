"""Asks for disk space before it is needed."""

import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_ON_ENGINE = "Free some: `docker system df` shows what the engine holds. Or take fewer images: name them"


def require(folder: Path, needed_bytes: int, what: str, fix: str) -> None:
    """Make sure that a disk has room.

    Args:
        folder: A folder on it, which need not be there yet.
        needed_bytes: How much is needed.
        what: What for, as "The archive".
        fix: What to do where there is not enough.

    Raises:
        QuaycraneError: There is not enough, with both figures.
    """
    while not folder.exists():
        folder = folder.parent
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes:
        raise QuaycraneError(
            f"{what} needs {needed_bytes / 1e9:.2f} GB, and {free_bytes / 1e9:.2f} GB are free at {folder}",
            fix=fix,
        )


def require_on_engine(engine: "Engine", needed_bytes: int, what: str) -> None:
    """Make sure that the engine's disk has room, where it is one of this machine's.

    Raises:
        QuaycraneError: There is not enough, with both figures.
    """
    with explained():
        about = engine.client.info()
    folder = Path(about.get("DockerRootDir", ""))
    if about.get("Name") == socket.gethostname() and folder.exists():
        require(folder, needed_bytes, what, _ON_ENGINE)
