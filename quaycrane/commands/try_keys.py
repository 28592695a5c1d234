"""Single keys from a terminal, without waiting for Enter."""

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from quaycrane.errors import InputError


@contextmanager
def keys() -> Iterator[Callable[[float], str]]:
    """Give a function that waits so many seconds for a key, and returns it in small letters or nothing.

    Raises:
        InputError: This machine's terminal has no such mode.
    """
    try:
        import termios  # noqa: PLC0415 - not on Windows
        import tty  # noqa: PLC0415 - the same
    except ImportError:
        raise InputError("Keys cannot be read here", fix="Judge once, whenever you like: --once") from None

    def pressed(seconds: float) -> str:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        # Past the buffer of sys.stdin, in which a second key would wait unseen.
        return (os.read(sys.stdin.fileno(), 1).decode(errors="replace").lower() or "q") if ready else ""

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)  # interrupting still works
        yield pressed
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
