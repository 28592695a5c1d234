"""Where the pocket engine lives: what was built, and what belongs to one run of it."""

import os
from dataclasses import dataclass, field
from pathlib import Path

HOME_VARIABLE = "QUAYCRANE_POCKET"
"""Variable with the folder of the pocket engine, in place of the usual one."""


def _usual() -> Path:
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named).absolute()
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data, "quaycrane", "pocket")


@dataclass(frozen=True)
class Place:
    """The folder of a pocket engine.

    Attributes:
        home: The folder; see `HOME_VARIABLE`.
    """

    home: Path = field(default_factory=_usual)

    @property
    def disk(self) -> Path:
        """The guest's disk; there only when it was built to the end."""
        return self.home / "disk.img"

    @property
    def kernel(self) -> Path:
        """The guest's kernel."""
        return self.home / "kernel"

    @property
    def initrd(self) -> Path:
        """The file system from which the kernel starts."""
        return self.home / "initrd"

    @property
    def work(self) -> Path:
        """The piece of work by which guest and host are compared, for `busybox`."""
        return self.home / "work"

    @property
    def busybox(self) -> Path:
        """The guest's busybox, which runs on the host as well."""
        return self.home / "busybox"

    @property
    def tools(self) -> Path:
        """The folder of programs that the machine does not have."""
        return self.home / "tools"

    @property
    def command(self) -> Path:
        """The `docker` command that came with the engine, with BuildKit's front end and Compose."""
        return self.home / "client" / "bin" / "docker"

    @property
    def run(self) -> Path:
        """The folder of what belongs to one run: pid, sockets, keys, console."""
        return self.home / "run"

    @property
    def keys(self) -> Path:
        """The folder of the keys with which a client shows that it is this user's."""
        return self.run / "keys"

    @property
    def console(self) -> Path:
        """The file of what the guest says."""
        return self.run / "console.log"

    def images(self) -> tuple[str, ...]:
        """Return the references of the images that are on its disk."""
        try:
            return tuple((self.home / "images").read_text().split())
        except OSError:
            return ()

    @property
    def built(self) -> bool:
        """Whether it was built to the end."""
        return self.disk.exists()
