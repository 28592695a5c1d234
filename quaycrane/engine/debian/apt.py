"""Runs the machine's own apt-get, and waits while another process holds its locks."""

import os
import re
import subprocess
import time
from collections.abc import Callable

from quaycrane.errors import QuaycraneError

WAIT_SECONDS = 300.0
"""How long to wait for a lock: unattended upgrades hold it for minutes."""

_POLL_SECONDS = 2.0
_HELD = re.compile(r"Could not get lock (\S+?)\.? (?:It is held by (process \d+(?: \([^)]*\))?)|- open)")


def apt(*arguments: str, on_progress: Callable[[str], None] = print) -> None:
    """Run ``apt-get``; `apt-get update` has no way of its own to wait for the lock of its lists.

    Args:
        arguments: What follows the command.
        on_progress: Told once that a lock is waited for, and who holds it.

    Raises:
        QuaycraneError: apt refused, with its last lines, or the lock was held all the time.
    """
    ends, waits = time.monotonic() + WAIT_SECONDS, False
    while (done := _run(arguments)).returncode:
        said = done.stdout + done.stderr
        held = _HELD.search(said)
        if held is None:
            raise QuaycraneError(f"apt-get {arguments[0]} failed", why="\n".join(said.splitlines()[-5:]))
        holder = held.group(2) or "another process"
        if time.monotonic() > ends:
            raise QuaycraneError(
                f"apt-get {arguments[0]} could not begin",
                why=f"{holder} held {held.group(1)} for {WAIT_SECONDS:g} seconds",
                fix="Let it end, or see what it waits for, and run this again",
            )
        if not waits:
            on_progress(f"Waiting for {holder}, which holds apt's lock")
        waits = True
        time.sleep(_POLL_SECONDS)


def _run(arguments: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    command = ["apt-get", "-q", "-o", f"DPkg::Lock::Timeout={WAIT_SECONDS:g}", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
