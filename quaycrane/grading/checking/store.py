"""Keeps what jobs came to, each under its key, moved into place in one step."""

import os
import tempfile
from pathlib import Path

from quaycrane.grading.checking.work import Executed

FOLDER = ".quaycrane/executed"
"""Where a course keeps its results, below the folder of nbgrader_config.py."""


class Store:
    """A folder of results, which any number of processes may use at once.

    A result is there whole or not at all, also after a power cut: what cannot be read is not there.

    Args:
        root: The folder of nbgrader_config.py.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def get(self, key: str) -> Executed | None:
        """Return the result of the job with that key, None where there is none."""
        try:
            found = Executed.from_json(self._path(key).read_text(encoding="ascii"))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if found.key == key else None

    def has(self, key: str) -> bool:
        """Return whether there is a result of the job with that key."""
        return self.get(key) is not None

    def put(self, executed: Executed) -> None:
        """Keep a result, in place of an older one."""
        path = self._path(executed.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder, encoding="ascii", delete=False) as file:
            file.write(executed.as_json())
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)

    def drop(self, key: str) -> None:
        """Forget a result."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
