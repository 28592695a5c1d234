"""Finds the programs that the pocket engine needs of this machine, or fetches them as an ordinary user."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quaycrane.pocket.packages import Archive, unpack

EMULATOR = "qemu-system-x86_64"
_PACKAGES = {EMULATOR: "qemu-system-x86", "mke2fs": "e2fsprogs", "openssl": "openssl"}
_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
_LIBRARIES = ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu")


@dataclass(frozen=True)
class Tools:
    """The programs, where the machine has them, else unpacked in a folder.

    Attributes:
        folder: That folder.
    """

    folder: Path

    def missing(self) -> list[str]:
        """Return the names of those that are nowhere."""
        return [name for name in _PACKAGES if self._path(name) is None]

    def fetch(self, on_progress: Callable[[str], None]) -> None:
        """Fetch and unpack the missing ones from the machine's own package archive.

        Raises:
            QuaycraneError: There is no apt here, or it refused.
        """
        if names := [_PACKAGES[name] for name in self.missing()]:
            archive = Archive(self.folder.with_name("apt-tools"), beside_installed=True)
            for package in archive.fetch(names, on_progress):
                unpack(package, self.folder)
            shutil.rmtree(archive.folder)

    def command(self, name: str) -> list[str]:
        """Return what runs a program; its bare name where it is nowhere."""
        path = self._path(name)
        if path is None or not path.is_relative_to(self.folder):
            return [str(path or name)]
        firmware = [("-L", str(self.folder / "usr/share" / one)) for one in ("seabios", "qemu")]
        return [str(path), *(part for pair in firmware for part in pair if name == EMULATOR)]

    def environment(self) -> dict[str, str]:
        """Return the environment in which those that were fetched find their libraries."""
        folders = [str(self.folder / one) for one in _LIBRARIES]
        told = [*folders, os.environ.get("LD_LIBRARY_PATH", "")] if self.folder.exists() else []
        return {**os.environ, **({"LD_LIBRARY_PATH": os.pathsep.join(filter(None, told))} if told else {})}

    def _path(self, name: str) -> Path | None:
        if found := shutil.which(name, path=_PATH):
            return Path(found)
        own = os.pathsep.join(str(self.folder / one) for one in ("usr/bin", "usr/sbin", "sbin"))
        return Path(found) if (found := shutil.which(name, path=own)) else None
