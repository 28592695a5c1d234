"""A real engine in an emulated machine, for where nobody may start one: any Linux, no rights."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from quaycrane.errors import NoEngineError
from quaycrane.pocket.emulator import CONTROL, SWAP, emulator_command
from quaycrane.pocket.keys import make_keys, pack
from quaycrane.pocket.monitor import connected
from quaycrane.pocket.place import Place
from quaycrane.pocket.room import require_room
from quaycrane.pocket.shares import shared_folders
from quaycrane.pocket.speed import note_speed
from quaycrane.pocket.talk import answers
from quaycrane.pocket.tools import Tools

STAGES = ("kernel", "disk", "network", "folder", "engine", "answers")
"""What the guest does until it answers, in order."""

OFF_VARIABLE = "QUAYCRANE_NO_POCKET"
"""Variable that keeps the pocket engine from being started, whatever its value."""

_LISTENS = "API listen on [::]:"
_POLL_SECONDS = 0.2
_SWAP_BYTES = 1 << 30
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Pocket:
    """The pocket engine.

    Attributes:
        place: Its folder.
        disk: The disk to start from; None for the one that was built.
    """

    place: Place = field(default_factory=Place)
    disk: Path | None = None

    def can_start(self) -> bool:
        """Return whether it was built here and nobody switched it off; `require` says what else it lacks."""
        return sys.platform == "linux" and self.place.built and OFF_VARIABLE not in os.environ

    def require(self) -> None:
        """Make sure that there is all that it needs to be started.

        Raises:
            NoEngineError: It was not built, a program is missing, or there is no room.
        """
        if not (self.disk or self.place.disk).exists():
            raise NoEngineError("The pocket engine is not built here", fix="./course pocket build")
        missing = [name for name in Tools(self.place.tools).missing() if name != "mke2fs"]
        if missing:
            raise NoEngineError(
                f"The pocket engine needs {' and '.join(missing)}, and it is not here",
                fix="./course pocket build",
            )
        require_room()

    def url(self) -> str:
        """Return the address of its engine: of this run, or the last one's."""
        return f"tcp://127.0.0.1:{_number(self.place.run / 'port')}"

    def environment(self) -> dict[str, str]:
        """Return what leads the `docker` command to it, with the keys that it asks for."""
        keys = str(self.place.keys)
        return {"DOCKER_HOST": self.url(), "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": keys}

    def named(self) -> bool:
        """Return whether the environment leads to it, as in a notebook of a Lab that found it."""
        return os.environ.get("DOCKER_CERT_PATH") == str(self.place.keys)

    def pid(self) -> int | None:
        """Return the emulator's pid, None when it does not run."""
        pid = _number(self.place.run / "pid")
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return None
        return pid if str(self.place.initrd).encode() in line and state != "Z" else None

    def start(
        self,
        on_progress: Callable[[str, float], None] = lambda _told, _part: None,
        *,
        keep: bool = False,
        timeout_seconds: float = 600,
    ) -> None:
        """Start it, unless it runs; return when its engine answers.

        Args:
            on_progress: Told what it does, and which part of the way is behind it, from 0 to 1.
            keep: Whether what it writes stays on its disk.
            timeout_seconds: How long it may take, on a machine that is busy with other things as well.

        Raises:
            NoEngineError: It was not built, there is no room, or it ended; with its last lines.
        """
        with self._alone():
            if self.pid() is None:
                self._spawn(keep=keep)
            self._await(on_progress, timeout_seconds)

    def stop(self, timeout_seconds: float = 60) -> bool:
        """Stop it in order and wait until it is gone; return whether it ran."""
        pid = self.pid()
        if pid is None:
            return False
        with suppress(OSError), connected(self.place.run / CONTROL) as talk:
            talk.sendall(b"stop\n")
        until = time.monotonic() + timeout_seconds
        while self.pid() is not None and time.monotonic() < until:
            _reap(pid)
            time.sleep(_POLL_SECONDS)
        if self.pid() is not None:
            os.kill(pid, signal.SIGKILL)
            _reap(pid)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold a lock, so that a second notebook waits for the first one's start, and finds it running."""
        import fcntl  # noqa: PLC0415 - not on Windows

        try:
            self.place.run.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self.place.run / "lock").open("w")
        except OSError as error:
            raise NoEngineError("The pocket engine has no place to live", why=str(error)) from None
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _spawn(self, *, keep: bool) -> None:
        self.require()
        run, tools = self.place.run, Tools(self.place.tools)
        make_keys(self.place.keys, tools)
        shares = shared_folders()
        settings = {name: (self.place.keys / name).read_bytes() for name in _SERVER_KEYS}
        settings["folders"] = "".join(f"{folder}\n" for folder in shares).encode()
        settings["certificates.pem"] = _CERTIFICATES.read_bytes() if _CERTIFICATES.exists() else b""
        pack(run / "settings", settings)
        port = _free_port(_number(run / "port"))
        (run / "port").write_text(str(port))
        self.place.console.write_bytes(b"")
        (run / SWAP).write_bytes(b"")
        os.truncate(run / SWAP, _SWAP_BYTES)
        note_speed(self.place)
        command = emulator_command(self.place, self.disk or self.place.disk, port, shares, keep=keep)
        with (run / "emulator.log").open("wb") as log:
            started = subprocess.Popen(  # noqa: S603 - a list, no shell
                command,
                cwd=run,
                env=tools.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        (run / "pid").write_text(str(started.pid))
        while self.pid() is None and started.poll() is None:  # its command line is there a moment later
            time.sleep(_POLL_SECONDS / 10)

    def _await(self, on_progress: Callable[[str, float], None], timeout_seconds: float) -> None:
        until = time.monotonic() + timeout_seconds
        while True:
            stage = self._stage()
            on_progress(f"starting the pocket engine: {STAGES[stage]}", (stage + 1) / len(STAGES))
            if self._listens() and answers(self.url(), self.place.keys):
                return
            pid = _number(self.place.run / "pid")
            _reap(pid)
            if self.pid() is None:
                raise self._failure("ended before it answered")
            if time.monotonic() > until:
                self.stop(timeout_seconds=0)
                raise self._failure(f"did not answer within {timeout_seconds:g} seconds")
            time.sleep(_POLL_SECONDS)

    def _listens(self) -> bool:
        """Return whether the engine says so: to knock before would keep the guest busy with our knocking."""
        return _LISTENS in self.place.console.read_text(errors="replace")

    def _stage(self) -> int:
        said = self.place.console.read_text(errors="replace")
        return max((index for index, name in enumerate(STAGES) if f"pocket: {name}" in said), default=0)

    def _failure(self, how: str) -> NoEngineError:
        logs = (self.place.run / "emulator.log", self.place.console)
        lines = [line for path in logs for line in path.read_text(errors="replace").splitlines() if line]
        return NoEngineError(
            f"The pocket engine {how}",
            why="; ".join(line.strip()[:200] for line in lines[-3:]),
            fix=f"All that it said is in {self.place.console}",
        )


_SERVER_KEYS = ("ca.pem", "server.pem", "server-key.pem")


def _reap(pid: int) -> None:
    """Take note that a child has ended, where it is ours."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def _number(path: Path) -> int:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return 0


def _free_port(wanted: int) -> int:
    """Return a port of the loopback that is free: the one of the last run, which others may remember."""
    for port in (wanted, 0):
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return int(tried.getsockname()[1])
    raise NoEngineError("No port of the loopback is free")
