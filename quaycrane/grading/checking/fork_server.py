"""A process that has imported what checks need; its fork for each worker forks a kernel for each submission.

Such a kernel is as new as any other: nothing of a student was ever in these processes. It begins in a
fraction of the time, for importing is most of what a kernel does before its first cell.
"""

import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping, Sequence

_IMPORTED = (
    "ipykernel.kernelapp",
    "quaycrane.checks",
    "quaycrane.engine",
    "quaycrane.figures",
    "quaycrane.labs",
    "quaycrane.notebook",
    "quaycrane.notebook.axes",
    "quaycrane.notebook.magics",
    "quaycrane.notebook.plain_errors",
    "quaycrane.widgets",
)

_MEMORY_BYTES = 2_000_000_000
_BROWSER_BYTES = 8_000_000_000
"""What a browser that looks at a page may ask for: it sets 4 GB of addresses aside before it draws."""


def main() -> None:
    """Serve each worker that sends its pid and a socket over standard input, while one is left that could."""
    for name in _IMPORTED:
        importlib.import_module(name)
    importlib.import_module("quaycrane.checks").known_checks()
    gc.freeze()  # so that collecting does not copy the pages that all kernels share
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    asked = socket.socket(fileno=0)
    while True:
        worker, lines, *_ = socket.recv_fds(asked, 32, 1)
        if not lines:
            return
        if not os.fork():
            asked.close()
            _serve(socket.socket(fileno=lines[0]), worker.decode())
            return
        os.close(lines[0])


def _serve(line: socket.socket, worker: str) -> None:
    """Fork a kernel for each line of a worker's, and answer with its number, until the worker is gone.

    A line is JSON: the kernel's arguments, its folder, and its whole environment.
    """
    with open("/proc/self/comm", "w") as name:  # noqa: PTH123 - nothing more is imported
        name.write(f"kernels-{worker}")  # for who looks at processes: whose they are
    with line.makefile("rw") as spoken:
        while asked := spoken.readline():
            if not (pid := os.fork()):
                os.close(line.detach())
                _be_kernel(*json.loads(asked))
            spoken.write(f"{pid}\n")
            spoken.flush()


def _be_kernel(arguments: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    """Become a kernel, in a group of its own that can be killed as a whole; end with it."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    limit_memory()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - the server imports it, not who imports us

    # it ends when this server does, which ends when the worker does
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
    sys.exit()


def limit_memory() -> None:
    """Let the checks of one answer, and each program that they start, have so much memory.

    A program may ask for more; of ours a browser does.
    """
    with open("/proc/self/statm") as file:  # noqa: PTH123 - in pages, of which the sixth is its own data
        data_bytes = int(file.read().split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (data_bytes + _MEMORY_BYTES, data_bytes + _BROWSER_BYTES))


if __name__ == "__main__":
    main()
