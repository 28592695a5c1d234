"""Our own journal of what was graded, for after a kill nbgrader takes half of a submission for the whole."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A submission that was graded to the end.

    Attributes:
        fingerprint: Of the submission and all that decided about its marks.
        jobs: The key of the job of each notebook that could be read, see `Store`.
    """

    fingerprint: str
    jobs: tuple[str, ...] = ()


class Journal:
    """One entry a submission: written last, so that what has one is done.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
    """

    def __init__(self, root: Path, unit: str) -> None:
        self._root, self._unit = root, unit

    def read(self, student: str) -> Entry | None:
        """Return a student's entry, None where there is none or a damaged one."""
        try:
            told = json.loads(self._path(student).read_text())
            return Entry(str(told["fingerprint"]), tuple(map(str, told["jobs"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, student: str, entry: Entry) -> None:
        """Say that a submission was graded to the end."""
        path = self._path(student)
        fresh = path.with_suffix(".fresh")
        with fresh.open("w") as file:
            json.dump(asdict(entry), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def forget(self, student: str) -> None:
        """Say that a submission is being graded."""
        self._path(student).unlink(missing_ok=True)

    def _path(self, student: str) -> Path:
        return self._root / "autograded" / student / f"{self._unit}.graded"
