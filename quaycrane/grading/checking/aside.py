"""Calls functions that look at what students wrote in a process aside, with a deadline and little memory."""

import atexit
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from quaycrane.errors import QuaycraneError

DEADLINE_SECONDS = 60.0
"""How long one call may take: a thousand times what an honest answer needs."""

MEMORY_BYTES = 1_000_000_000
"""How much memory a call may take beyond what its process has."""

_ATTEMPTS = 2  # a process that dies without a word may have been the machine's victim
_PRELOADED = (
    "quaycrane.grading.checking.workers",
    "quaycrane.grading.reading.taking",
    "quaycrane.grading.telling.feedback",
)


_P = ParamSpec("_P")
_R = TypeVar("_R")


class AsideError(QuaycraneError):
    """A text took more time or memory than any text may: its own fault."""


def forkserver() -> ForkServerContext:
    """Return what begins processes of this package, each with our modules imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


def aside(function: Callable[_P, _R], *arguments: _P.args, **named: _P.kwargs) -> _R:
    """Call a function in the process aside, which is begun anew after it broke a limit.

    Args:
        function: A module's own; it, what it is given and what it returns can be pickled.
        arguments: For it.
        named: The same.

    Raises:
        AsideError: It took too long or too much memory, or its process died.
        Exception: What the function raised.
    """
    with _one_at_a_time:
        for _ in range(_ATTEMPTS):
            with suppress(EOFError):
                worked, result = _answer((function, arguments, named))
                break
        else:
            raise AsideError("The process that read it died")
    if not worked:
        raise result
    return result  # type: ignore[no-any-return] # the function's


def _answer(question: tuple[Any, ...]) -> tuple[bool, Any]:
    global _helper  # noqa: PLW0603 - a process has one
    if _helper is None or not _helper.is_ours():
        _helper = _Helper()
    try:
        return _helper.ask(question)
    except BaseException:
        close()
        raise


class _Helper:
    """The process, seen from here."""

    def __init__(self) -> None:
        context = forkserver()
        self._line, theirs = context.Pipe()
        self._owner = os.getpid()
        self._process = context.Process(target=_serve, args=(theirs, MEMORY_BYTES), daemon=True)
        with _nobodys_main():
            self._process.start()
        theirs.close()

    def is_ours(self) -> bool:
        """Return whether this process began it, and it lives."""
        return self._owner == os.getpid() and self._process.is_alive()

    def ask(self, question: tuple[Any, ...]) -> tuple[bool, Any]:
        """Return whether a call worked, and its result or its error.

        Raises:
            AsideError: It broke a limit.
            EOFError: The process is gone: by itself, or because the machine had no more memory.
        """
        try:
            self._line.send(question)
            if not self._line.poll(DEADLINE_SECONDS):
                raise AsideError(f"It took more than {DEADLINE_SECONDS:g} seconds")
            answer: tuple[bool, Any] | None = self._line.recv()
        except OSError as error:
            raise EOFError from error
        if answer is None:
            raise AsideError(f"It needs more than {MEMORY_BYTES / 1e9:g} GB of memory")
        return answer

    def close(self) -> None:
        """End it."""
        self._line.close()
        if self._owner == os.getpid():
            self._process.kill()
            self._process.join()


_helper: _Helper | None = None
_one_at_a_time = threading.Lock()


@atexit.register
def close() -> None:
    """End this process's helper; the next call begins another."""
    global _helper
    helper, _helper = _helper, None
    if helper is not None:
        helper.close()


@contextmanager
def _nobodys_main() -> Iterator[None]:
    """Let a process begin without running the program of this one again, which multiprocessing imports."""
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = ours


def _serve(line: Connection, memory_bytes: int) -> None:
    """Answer calls until the one who asks is gone, or one of them wants too much memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    _limit_memory(memory_bytes)
    with suppress(EOFError, OSError):
        while True:
            function, arguments, named = line.recv()
            try:
                answer = (True, function(*arguments, **named))
            except MemoryError:
                line.send(None)
                return
            except Exception as error:  # noqa: BLE001 - the one who asked decides
                answer = (False, error)
            line.send(answer)


def _limit_memory(more_bytes: int) -> None:
    """Let this process have no more than so much memory beyond what it has now, where Linux counts it."""
    with suppress(FileNotFoundError):
        pages = int(Path("/proc/self/statm").read_text().split()[5])  # of its own data
        limit_bytes = pages * resource.getpagesize() + more_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (limit_bytes, limit_bytes))
