"""Asks both sides of a bind mount whose a file is."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.units.volumes.labs.host_folder import HostFolder

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "alpine:3"
_NUMBER = 12345
_USERS = ("", "1000", f"{_NUMBER}:777")


@dataclass(frozen=True)
class Owned:
    """A file that a container made in a folder of this machine.

    Attributes:
        user: What `--user` said; `root` where it said nothing.
        inside: User and group, as a container sees them.
        outside: User and group, as this machine sees them.
    """

    user: str
    inside: str
    outside: str


@dataclass(frozen=True)
class Owners:
    """The files of several users.

    Attributes:
        rows: One for each user.
    """

    rows: tuple[Owned, ...]

    @property
    def answer(self) -> str:
        """Whose the file of user 12345 is on this machine."""
        user = int(self.rows[-1].outside.partition(":")[0])
        return "12345's" if user == _NUMBER else "yours" if user == os.getuid() else "someone else's"

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        if all(row.inside == row.outside for row in self.rows):
            return "Both sides see the same numbers: users are numbers, and the kernel is shared."
        return "The two sides see different numbers: this engine translates them on the way."


def owners(engine: "Engine", host: HostFolder) -> Owners:
    """Make a file as each of three users, and ask inside and outside whose it is.

    Args:
        engine: Where; it must see this machine's folders.
        host: A folder of this machine that the engine sees.

    Raises:
        QuaycraneError: The engine refused.
    """
    return Owners(tuple(_owned(engine, host.path, user) for user in _USERS))


def _owned(engine: "Engine", folder: Path, user: str) -> Owned:
    name = f"by-{user.partition(':')[0] or 'root'}"
    mount = {str(folder): {"bind": "/here", "mode": "rw"}}
    with engine.running(_IMAGE, ["sleep", "60"], user=user, volumes=mount) as running:
        running.run("touch", f"/here/{name}")
        inside = running.run("stat", "-c", "%u:%g", f"/here/{name}").strip()
    status = (folder / name).stat()
    return Owned(user or "root", inside, f"{status.st_uid}:{status.st_gid}")
