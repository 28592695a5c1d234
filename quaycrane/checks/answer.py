"""What a learner wrote: a folder with a Dockerfile, read safely and once."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError

MOST_BYTES = 1_048_576
"""The largest answer that is read."""

_PLACEHOLDER = re.compile(r"^\s*(#.*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """A learner's answer.

    Attributes:
        folder: The build context, or the folder of a text answer.
        kept: What checks of this answer found out already, by name.
    """

    folder: Path
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    def read(self, name: str) -> str:
        """Return the text of a file of the answer, empty when it is not there.

        Raises:
            InputError: It is too large, or no UTF-8 text.
        """
        path = self.folder / name
        if path.is_symlink() or not path.is_file():
            return ""
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{name} is larger than 1 MiB", fix="Write a shorter one")
        try:
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name} is not UTF-8 text", why=str(error), fix="Save it as UTF-8, as every editor can"
            ) from None

    @cached_property
    def text(self) -> str:
        """The Dockerfile's text.

        Raises:
            InputError: It cannot be read.
        """
        return self.read("Dockerfile")


def is_written(text: str) -> bool:
    """Return whether a text holds more than blank lines and comments."""
    return any(not _PLACEHOLDER.match(line) for line in text.splitlines())
