"""A folder on the engine's own machine, which a bind mount can show wherever the engine is.

A volume's mount point is a path of that machine. So what a learner's folder is to a learner's engine, this
is to an engine that does not see our folders, as a grading slot's.
"""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, volume
from quaycrane.units.volumes.engine.lives import BASE

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_AT = "/host"
_IN_PLACE = 'printf %s "$1" > "$2"'
_BY_RENAME = 'printf %s "$1" > "$2.new" && mv "$2.new" "$2"'


@dataclass(frozen=True)
class Hosted:
    """The folder, and hands on it.

    Attributes:
        path: Where it is on the engine's machine.
        hands: A container that may write into it.
    """

    path: Path
    hands: Running

    def take(self, folder: Path, user: int) -> None:
        """Copy a folder of ours into it, as a user's own."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            tar.add(folder, ".", filter=lambda entry: _owned(entry, user))
        with explained():
            self.hands.container.put_archive(_AT, archive.getvalue())

    def folder(self, name: str) -> Path:
        """Make an empty folder in it, and return where it is on the engine's machine."""
        self.hands.run("mkdir", f"{_AT}/{name}")
        return self.path / name

    def write(self, name: str, text: str, *, by_rename: bool = False) -> None:
        """Write a file of it, in place, or as editors do that write beside it and rename."""
        script = _BY_RENAME if by_rename else _IN_PLACE
        self.hands.run("sh", "-c", script, "sh", text, f"{_AT}/{name}")


@contextmanager
def hosted(engine: "Engine") -> Iterator[Hosted]:
    """Make an empty folder on the engine's machine; it goes when the block ends.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    with volume(engine) as name:
        with explained():
            path = Path(engine.client.volumes.get(name).attrs["Mountpoint"])
        mount = {name: {"bind": _AT, "mode": "rw"}}
        with engine.running(BASE, ["sleep", "600"], init=True, volumes=mount) as hands:
            yield Hosted(path, hands)


def _owned(entry: tarfile.TarInfo, user: int) -> tarfile.TarInfo:
    entry.uid = entry.gid = user
    entry.uname = entry.gname = ""
    entry.mode = 0o755 if entry.isdir() else 0o644
    return entry
