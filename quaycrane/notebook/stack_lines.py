"""Reads the lines in which Compose tells what becomes of each container, network, volume and image."""

import re
from dataclasses import dataclass

_PASSING = ("Creating", "Starting", "Waiting", "Stopping", "Removing", "Recreate", "Restarting", "Pulling")
_DONE = (
    *("Created", "Recreated", "Started", "Running", "Healthy", "Exited", "Error", "Stopped", "Removed"),
    *("Restarted", "Pulled", "Built", "Skipped"),
)
_LINE = re.compile(
    rf" ?(?:(Network|Container|Volume|Image|Service) )?(\S+)\s+({'|'.join((*_PASSING, *_DONE))})\b.*"
)
_OF_A_CONTAINER = "Container"


@dataclass(frozen=True)
class Change:
    """What became of one thing.

    Attributes:
        kind: ``container``, ``network``, ``volume`` or ``image``.
        name: Its name.
        state: In one word or two, as ``started``.
        is_done: Whether it stays so, and is not on its way somewhere.
    """

    kind: str
    name: str
    state: str
    is_done: bool


def change(line: str) -> Change | None:
    """Return what a line tells, None where it is no such line."""
    told = _LINE.fullmatch(line.rstrip())
    if told is None or not (told[1] or told[3] == "Built"):
        return None
    kind = "image" if told[3] in {"Built", "Pulled", "Pulling"} else told[1].lower()
    state = "waited for" if told[3] == "Waiting" else told[3].lower()
    return Change(kind, told[2], state, told[3] in _DONE)


def other_lines(text: str) -> str:
    """Return a text without such lines."""
    return "".join(line for line in text.splitlines(keepends=True) if change(line) is None)
