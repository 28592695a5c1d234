"""A folder of this machine to mount: made in the unit's own folder, and gone at the end."""

import atexit
import shutil
import tempfile
from pathlib import Path


class HostFolder:
    """A new folder beside the notebook, into which every user may write; it goes with the process at last.

    Attributes:
        path: Where it is, absolute.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="host-", dir=".")).resolve()
        self.path.chmod(0o777)
        atexit.register(self.close)

    def __str__(self) -> str:
        """Return its path, so that ``{host}`` in a command is the folder."""
        return str(self.path)

    def __truediv__(self, name: str) -> Path:
        """Return the path of a file or folder in it."""
        return self.path / name

    def close(self) -> None:
        """Remove it, with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
