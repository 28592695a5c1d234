"""Starts kernels from a process that has imported everything already."""

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

_LAUNCHER = "ipykernel_launcher"
_SERVER = Path(__file__).with_name("fork_server.py")


class WarmKernelManager(AsyncKernelManager):
    """jupyter_client's manager, whose kernels are forks of this process's `fork_server`."""

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


_server: "subprocess.Popen[str] | None" = None


def _fork(arguments: list[str], folder: str, environment: dict[str, str]) -> _Forked:
    """Return a new kernel's process.

    Raises:
        OSError: The server ended; the next call starts another.
    """
    global _server  # noqa: PLW0603 - a process has one
    if _server is None or _server.poll() is not None:
        _server = subprocess.Popen(  # noqa: S603 - a list, no shell
            [sys.executable, "-P", _SERVER],  # no module of ours: kernels need nothing of grading
            env=os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for the one who hands out the jobs
        )
    if _server.stdin is None or _server.stdout is None:
        raise OSError("the process that starts kernels has no pipes")
    _server.stdin.write(json.dumps([arguments, folder, environment]) + "\n")
    _server.stdin.flush()
    answer = _server.stdout.readline()
    if not answer:
        raise OSError("the process that starts kernels ended")
    return _Forked(int(answer))


def server_was_killed() -> bool:
    """Return whether the server ended, which takes its kernels along: nobody's fault but the machine's."""
    return _server is not None and _server.poll() is not None


@atexit.register
def close() -> None:
    """End the server; its kernels end with it."""
    global _server
    server, _server = _server, None
    if server is not None:
        with suppress(OSError):
            server.stdin.close()  # type: ignore[union-attr] # a pipe
        server.wait()
