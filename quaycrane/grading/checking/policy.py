"""Puts a student's Compose files to the policy, inside the slot, where there are no files but theirs."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from quaycrane.checks.compose.policy import refused
from quaycrane.engine import Slot

_SECONDS = 20
_REMOTES = ("COMPOSE_EXPERIMENTAL_GIT_REMOTE=0", "COMPOSE_EXPERIMENTAL_OCI_REMOTE=0")


def refusals(slot: Slot, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return why a student's Compose project may not be brought up; nothing when it may.

    Args:
        slot: Where the Compose command reads the files.
        files: The whole project, by relative path.

    Returns:
        Sentences for the student.

    Raises:
        QuaycraneError: The slot did not answer.
    """
    command = ["env", *_REMOTES, "docker", "compose", "--profile", "*", "config", "--format", "json"]
    ran = slot.tool(command, files, _SECONDS)
    if not ran.in_time:
        return (f"Docker Compose did not come to an end with it in {_SECONDS} s, or ran out of memory",)
    if ran.code:
        lines = [line for line in ran.complained.splitlines() if not line.startswith("time=")]
        return (f"Docker Compose refuses it: {' '.join(lines[-2:])[:500]}",)
    try:
        model = json.loads(ran.printed)
    except ValueError:
        return ("What Docker Compose makes of it is too long to be read",)
    return refused(model, PurePosixPath(ran.folder))
