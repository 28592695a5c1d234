"""Fetches and unpacks Debian packages as an ordinary user: apt with folders of its own, and dpkg-deb."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quaycrane.errors import QuaycraneError

_LEFT_OUT = ("doc", "man", "locale", "info", "lintian", "bug", "zoneinfo", "bash-completion", "i18n")

_SET_USER = stat.S_ISUID | stat.S_ISGID


@dataclass(frozen=True)
class Archive:
    """Packages that this machine's archive offers, seen by an apt of our own.

    Attributes:
        folder: Where apt keeps its lists and what it fetched.
        source: The text of an apt source; empty takes those of the machine.
        beside_installed: Whether what the machine has need not be fetched, as for a program to run on it.
    """

    folder: Path
    source: str = ""
    beside_installed: bool = False

    def fetch(self, names: Sequence[str], on_progress: Callable[[str], None]) -> list[Path]:
        """Return the files of packages and of all that they depend on.

        Args:
            names: The packages.
            on_progress: Told what is being done.

        Raises:
            QuaycraneError: There is no apt here, or it refused; with its last lines.
        """
        self._lay_out()
        on_progress("asking the package archive")
        self._apt("update")
        on_progress(f"fetching {names[0]} and what it needs")
        self._apt("install", "-y", "--download-only", "--no-install-recommends", *names)
        return sorted((self.folder / "cache/archives").glob("*.deb"))

    def _lay_out(self) -> None:
        for name in ("state/lists/partial", "cache/archives/partial", "sources"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        if self.source:
            (self.folder / "sources/own.sources").write_text(self.source, encoding="utf-8")

    def _apt(self, *arguments: str) -> None:
        settings = {"Dir::State": self.folder / "state", "Dir::Cache": self.folder / "cache"}
        installed = Path("/var/lib/dpkg/status") if self.beside_installed else self.folder / "status"
        settings |= {"Dir::State::status": installed}
        if self.source:
            settings |= {"Dir::Etc::sourcelist": Path(os.devnull)}
            settings |= {"Dir::Etc::sourceparts": self.folder / "sources"}
            settings |= {"Dir::Etc::preferencesparts": Path(os.devnull)}
        options = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
        run("apt-get", "-q", *options, "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=", *arguments)


def unpack(package: Path, folder: Path) -> None:
    """Put a package's files into a folder, without documentation; no script of it runs.

    Raises:
        QuaycraneError: It cannot be read, or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run("dpkg-deb", "-x", str(package), str(folder))
    for name in _LEFT_OUT:
        shutil.rmtree(folder / "usr/share" / name, ignore_errors=True)
    for path in folder.rglob("*"):
        mode = path.lstat().st_mode
        if mode & _SET_USER and path.is_file() and not path.is_symlink():
            path.chmod(stat.S_IMODE(mode) & ~_SET_USER)  # its user would be whoever unpacked it


def run(*command: str, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it printed.

    Args:
        command: The command and its arguments.
        folder: Where; None for the current folder.
        environment: Its environment; None for ours.

    Raises:
        QuaycraneError: It is not here, or failed; with its last lines.
    """
    environment = {
        **(os.environ if environment is None else environment),
        "LC_ALL": "C",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    name = Path(command[0]).name
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise QuaycraneError(f"{name} cannot be run here", why=error.strerror or str(error)) from None
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        raise QuaycraneError(f"{name} failed", why="\n".join(said[-5:]))
    return done.stdout
