"""Begins kernels as forks of a process that has imported what checks need; workers share it."""

import atexit
import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

WARM = sys.platform == "linux"
"""Whether kernels can be forks: elsewhere a fork is not safe, or is none."""

_LAUNCHER = "ipykernel_launcher"
_SERVER = Path(__file__).with_name("fork_server.py")


class WarmKernelManager(AsyncKernelManager):
    """jupyter_client's manager, whose kernels are forks of this worker's process of `fork_server`."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:  # noqa: ANN401 - as in the base
        """Launch the kernel, as jupyter_client asks a subclass to."""
        arguments = kernel_cmd[kernel_cmd.index(_LAUNCHER) + 1 :]
        provisioner: Any = self.provisioner
        provisioner.process = _fork(arguments, kw["cwd"], kw["env"])
        provisioner.pid = provisioner.pgid = provisioner.process.pid
        self._reconcile_connection_info(provisioner.connection_info)


class _Forked:
    """A kernel's process, which is no child of ours, as far as jupyter_client looks at a `Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    wait = poll

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


class Kernels:
    """The process that has imported what checks need, and serves all workers that were given `asked`.

    It ends when the last of them, and this, closed that or is gone.

    Attributes:
        asked: What workers ask it through.

    Raises:
        OSError: It does not start.
    """

    def __init__(self) -> None:
        self.asked, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - a list, no shell
                [sys.executable, "-P", str(_SERVER)],  # no module of ours: kernels need nothing of grading
                env=os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the one who hands out the jobs
            )

    def close(self) -> None:
        """Leave it, and wait for its end: whoever else asks it is gone by now."""
        self.asked.close()
        self._process.wait()


_shared: socket.socket | None = None
_own: Kernels | None = None
_line: socket.socket | None = None


def share(asked: socket.socket | None) -> None:
    """Let this process's kernels be begun by another's `Kernels`; None for its own.

    Args:
        asked: What that one is asked through.
    """
    global _shared  # noqa: PLW0603 - a process has one
    _shared = asked


def _fork(arguments: list[str], folder: str, environment: dict[str, str]) -> _Forked:
    """Return a new kernel's process.

    Raises:
        OSError: What begins kernels ended; the next call gets another.
    """
    global _line  # noqa: PLW0603 - a process has one
    if _line is None or server_was_killed():
        _line = _connected()
    with _line.makefile("rw") as spoken:
        spoken.write(json.dumps([arguments, folder, environment]) + "\n")
        spoken.flush()
        answer = spoken.readline()
    if not answer:
        raise OSError("the process that starts kernels ended")
    return _Forked(int(answer))


def _connected() -> socket.socket:
    """Return a line to a new process that begins kernels for this one alone."""
    global _own  # noqa: PLW0603 - a process has one
    for asked in (_shared, _own and _own.asked):
        with suppress(OSError):  # it was killed
            if asked:
                return _line_of(asked)
    if _own:
        _own.close()
    _own = Kernels()
    return _line_of(_own.asked)


def _line_of(asked: socket.socket) -> socket.socket:
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(asked, [str(os.getpid()).encode()], [theirs.fileno()])
    return ours


def server_was_killed() -> bool:
    """Return whether what begins this process's kernels ended, and they with it: nobody's fault."""
    with suppress(BlockingIOError):
        return _line is not None and not _line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    return False


@atexit.register
def close() -> None:
    """Leave what begins kernels; they end with it."""
    global _line, _own
    line, own, _line, _own = _line, _own, None, None
    if line:
        line.close()
    if own:
        own.close()
