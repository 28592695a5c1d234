"""Reads docs/guide/setups.md: what to run, what to write, and what was printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quaycrane.kit import project_root

_BLOCK = re.compile(r"(?P<before>(?:^.+\n)*)\n?^```(?P<kind>\w+)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)
_FILE = re.compile(r"(?:In|At the end of) `(\S+)`:$")


@dataclass(frozen=True)
class Block:
    """A block of the page.

    Attributes:
        kind: ``bash`` for commands, ``text`` for what they print, else what a file is written in.
        text: It.
        path: The file in which it stands; empty for what is none.
    """

    kind: str
    text: str
    path: str = ""


def section(heading: str) -> Iterator[Block]:
    """Yield the blocks below a heading, up to the next."""
    page = (project_root() / "docs" / "guide" / "setups.md").read_text(encoding="utf-8")
    _, found, text = re.split(rf"^(#+ {re.escape(heading)})$", page, maxsplit=1, flags=re.MULTILINE)
    assert found
    for block in _BLOCK.finditer(re.split(r"^#+ ", text, maxsplit=1, flags=re.MULTILINE)[0]):
        file = _FILE.search(" ".join(block["before"].split()))
        yield Block(block["kind"], block["text"], file[1] if file else "")


def was_printed(shown: str, printed: str) -> None:
    """Assert that each line that the page shows was printed; what differs each time stands there as ``…``."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    for line in shown.splitlines():
        pattern = ".*".join(re.escape(part) for part in line.strip().split("…"))
        assert re.search(pattern, plain), f"{line!r} is not in:\n{plain[-3000:]}"
