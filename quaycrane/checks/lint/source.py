"""A text that is to be judged, and where it stands."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quaycrane.checks.answer import MOST_BYTES
from quaycrane.errors import InputError

_INSTRUCTION = re.compile(r"\s*(FROM|ARG)\s", re.IGNORECASE)


class NoTextError(InputError):
    """A file is no text that can be read.

    Attributes:
        line: Where the first sign stands that is none, from 1.
    """

    def __init__(self, what: str, fix: str, line: int = 1) -> None:
        super().__init__(what, fix=fix)
        self.line = line


@dataclass(frozen=True)
class Source:
    """A text that is to be judged.

    Attributes:
        name: The file, as the caller named it.
        path: Where it is, or where its text is to be.
        text: The text.
        compose: Whether it is a Compose file, not a Dockerfile.
        saved: Whether the text is what the file at `path` holds.
    """

    name: str
    path: Path
    text: str
    compose: bool
    saved: bool = True

    @cached_property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Return a line, without the space around it; empty where there is none."""
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        NoTextError: It is too large, no UTF-8, or may not be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoTextError("It is larger than 1 MiB", "Write a shorter one")
        return decoded(path.read_bytes())
    except OSError as error:
        raise NoTextError(
            f"It cannot be read: {error.strerror}", "Give yourself the right to read it"
        ) from None


def decoded(content: bytes) -> str:
    """Return content as text.

    Raises:
        NoTextError: It is no UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"Byte {error.start + 1} is no UTF-8: {error.reason}"
        raise NoTextError(what, "Save it as UTF-8, as every editor can", line) from None


def looks_like_compose(text: str) -> bool:
    """Return whether a text without a name is YAML, and not a Dockerfile."""
    written = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    first = next(written, "")
    return ":" in first and not _INSTRUCTION.match(first)
