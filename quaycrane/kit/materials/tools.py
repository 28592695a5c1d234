"""Runs the machine's own package clients, so that its mirrors, proxies and certificates are used."""

import os
import shutil
import signal
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quaycrane.errors import QuaycraneError


class Tools:
    """Runs commands, and ends all that still run when the work is interrupted.

    Attributes:
        scratch: A folder for what commands share while the work lasts.
    """

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = threading.Event()
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    @contextmanager
    def one_at_a_time(self, name: str) -> Iterator[Path]:
        """Give a folder under `scratch` to one thread at a time."""
        with self._locks[name]:
            folder = self.scratch / name
            folder.mkdir(exist_ok=True)
            yield folder

    def run(
        self, *command: str | Path, folder: Path, fix: str, environment: dict[str, str] | None = None
    ) -> str:
        """Run a command and return what it printed.

        Raises:
            QuaycraneError: It failed, with its last lines, or it is not there.
        """
        name = Path(command[0]).name
        if not shutil.which(command[0]):
            raise QuaycraneError(f"{name} is not on this machine", why="A stand-in image needs it", fix=fix)
        process = subprocess.Popen(  # noqa: S603 - a list, no shell
            [str(part) for part in command],
            cwd=folder,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C comes to us alone, and we end it in order
        )
        self._running.add(process)
        if self._stopped.is_set():
            _end(process)
        printed, _ = process.communicate()
        self._running.discard(process)
        if process.returncode:
            said = "\n".join(printed.strip().splitlines()[-6:])
            raise QuaycraneError(f"{name} could not get what an image is made of", why=said, fix=fix)
        return printed

    def stop(self) -> None:
        """End what still runs, and whatever begins from now on."""
        self._stopped.set()
        for process in tuple(self._running):
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End a command with all that it started, and let it tidy up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes the place of `folder` in one step, or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name[:40]}.{os.getpid()}")
    for other in folder.parent.glob(f"{part.stem}.*"):  # of processes that were killed
        if other == part or not _lives(int(other.suffix[1:])):
            shutil.rmtree(other, ignore_errors=True)
    part.mkdir()
    try:
        yield part
        with suppress(OSError):  # another process was first
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def certificates() -> Path | None:
    """Return the file of the certificates that this machine trusts, None where there is none."""
    named = [os.environ.get("SSL_CERT_FILE", ""), "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem"]
    return next((Path(place) for place in named if place and Path(place).is_file()), None)
