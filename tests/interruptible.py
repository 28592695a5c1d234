"""What a test needs that interrupts a program, or itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

LISTENS = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Sets Ctrl-C back: under nohup, or in a script's background, a program begins with it ignored."""


@contextmanager
def listening() -> Iterator[None]:
    """Let this process be interrupted, also where it began with Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
