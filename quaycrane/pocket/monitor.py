"""Talks to the emulator's monitor."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quaycrane.errors import NoEngineError

NAME = "monitor.sock"
_PATIENCE_SECONDS = 10


@contextmanager
def connected(path: Path) -> Iterator[socket.socket]:
    """Connect to a unix socket, however long its path is.

    Raises:
        OSError: Nothing listens there.
    """
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(_PATIENCE_SECONDS)
            talk.connect(f"/proc/self/fd/{folder}/{path.name}")
            yield talk
    finally:
        os.close(folder)


def ask(run: Path, line: str) -> str:
    """Give the emulator's monitor a line, as a person would type it; return what it answers.

    Args:
        run: The folder of the run.
        line: As ``info status``.

    Raises:
        NoEngineError: The emulator does not answer.
    """
    try:
        with connected(run / NAME) as talk, talk.makefile("rw", encoding="utf-8") as lines:
            _say(lines, "qmp_capabilities")
            return str(_say(lines, "human-monitor-command", {"command-line": line}))
    except (OSError, ValueError, LookupError) as error:
        raise NoEngineError("The emulator does not answer", why=str(error)) from None


def _say(lines: Any, command: str, arguments: dict[str, str] | None = None) -> object:  # noqa: ANN401 - a socket's file
    lines.write(json.dumps({"execute": command, "arguments": arguments or {}}) + "\n")
    lines.flush()
    while line := lines.readline():
        told = json.loads(line)
        if "error" in told:
            raise ValueError(told["error"]["desc"])
        if "return" in told:
            return told["return"]
    raise ValueError("it hung up")
