"""Our own daemon: a socket, data root, exec root and pid file that no other daemon shares."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from docker import DockerClient, errors

from quaycrane.engine.connection.waiting import wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError


@dataclass(frozen=True)
class Daemon:
    """A `dockerd` of our own.

    Attributes:
        home: Folder of its images and its log.
        run: Folder of its socket and pid file; its path is short, for a socket's is limited to 107 bytes.
        prefix: Command to start it through, as ``unshare --net`` for one apart from the network.
        options: Further options of `dockerd`, as ``--feature=containerd-snapshotter=true``.
    """

    home: Path = Path("/var/lib/quaycrane")
    run: Path = Path("/run/quaycrane")
    prefix: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def socket(self) -> Path:
        """The path of its socket."""
        return self.run / "docker.sock"

    @property
    def url(self) -> str:
        """The address of its socket."""
        return f"unix://{self.socket}"

    @property
    def log(self) -> Path:
        """The file of what it prints."""
        return self.home / "dockerd.log"

    @property
    def pid_file(self) -> Path:
        """The file that holds its pid while it runs."""
        return self.run / "docker.pid"

    def pid(self) -> int | None:
        """Return its pid, None when it does not run."""
        try:
            pid = int(self.pid_file.read_text())
        except (OSError, ValueError):
            return None
        return pid if str(self.pid_file).encode() in _command_line(pid) else None

    def can_start(self) -> bool:
        """Return whether this process has the right and the means to start it."""
        return os.name == "posix" and os.geteuid() == 0 and shutil.which("dockerd", path=_PATH) is not None

    def start(self, timeout_seconds: float = 60) -> None:
        """Start it, unless it runs; return when it answers.

        Raises:
            NoEngineError: It cannot run here; with the last lines of its log.
        """
        with self._alone():
            if self.pid() is None:
                _refuse_beside_another(self)
                self._spawn()
            try:
                wait_until(self._settled, timeout_seconds=timeout_seconds, what="the daemon answers")
            except EngineTimeoutError:
                self.stop()
                raise self._failure("did not answer in time") from None
        if not self.answers():
            raise self._failure("ended at once")

    def stop(self, timeout_seconds: float = 30) -> bool:
        """Stop it and wait until it is gone; return whether it ran."""
        pid = self.pid()
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        try:
            wait_until(lambda: self.pid() is None, timeout_seconds=timeout_seconds, what="the daemon ends")
        except EngineTimeoutError:
            os.kill(pid, signal.SIGKILL)
        self.socket.unlink(missing_ok=True)
        self.pid_file.unlink(missing_ok=True)
        return True

    def answers(self) -> bool:
        """Return whether it answers now."""
        try:
            with closing(DockerClient(base_url=self.url, timeout=5)) as client:
                return bool(client.ping())
        except (errors.DockerException, OSError):
            return False

    def _settled(self) -> bool:
        return self.answers() or (self.pid() is None and "failed to start daemon" in self._last_lines())

    def _spawn(self) -> None:
        command = [
            *self.prefix,
            shutil.which("dockerd", path=_PATH) or "dockerd",
            f"--host={self.url}",
            f"--data-root={self.home / 'engine'}",
            f"--exec-root={self.run / 'exec'}",
            f"--pidfile={self.pid_file}",
            "--containerd-namespace=quaycrane",
            "--containerd-plugins-namespace=quaycrane-plugins",
            *self.options,
        ]
        try:
            with self.log.open("wb") as log:
                subprocess.Popen(  # noqa: S603 - a list, no shell
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                )
        except OSError as error:
            raise NoEngineError("Our own daemon cannot be started", why=str(error)) from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold a lock, so that two processes do not start it at once."""
        import fcntl  # noqa: PLC0415 - not on Windows

        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self.run.mkdir(parents=True, exist_ok=True)
            lock = (self.run / "lock").open("w")
        except OSError as error:
            raise NoEngineError("Our own daemon has no place to live", why=str(error)) from None
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _last_lines(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-6:])
        except OSError:
            return ""

    def _failure(self, how: str) -> NoEngineError:
        lines = self._last_lines()
        why = "Its disk is full" if "no space left on device" in lines else lines
        return NoEngineError(f"Our own daemon {how}", why=why, fix=f"Its whole log is {self.log}")


_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"])


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _refuse_beside_another(ours: Daemon) -> None:
    """Refuse where another daemon runs: a second one would rewrite its firewall rules."""
    if ours.prefix:
        return
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_daemon = (folder / "comm").read_text().strip() == "dockerd"
            same_network = (folder / "ns/net").readlink() == Path("/proc/self/ns/net").readlink()
        except OSError:
            continue
        if is_daemon and same_network:
            raise QuaycraneError(
                f"Another daemon runs here (pid {folder.name}), at a socket that we do not know",
                why="Two daemons on one network rewrite each other's firewall rules",
                fix="Name it: export DOCKER_HOST=unix:///path/of/its/socket",
            )
