"""What somebody is writing in an editor: a cell that keeps an answer, or a file."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from quaycrane.checks.lint.files import is_compose, is_usual

Kind = Literal["dockerfile", "compose", "answer"]

_MAGIC = re.compile(r"%%(dockerfile|compose|answer)[ \t]+(\S+)[ \t]*(?:\n|\Z)")


@dataclass(frozen=True)
class Written:
    """A text in an editor.

    Attributes:
        kind: What it is.
        file: The file's name, in a cell as its first line has it.
        path: Where the file is, or is to be.
        text: What is in the file.
        above: The number of lines that stand above it in the editor: 1 in a cell.
        unit: The folder of the notebook, or of the file.
    """

    kind: Kind
    file: str
    path: Path
    text: str
    above: int
    unit: Path

    @property
    def is_yaml(self) -> bool:
        """Whether it is YAML."""
        return self.kind != "dockerfile" and is_compose(self.file)


def written(text: str, path: Path) -> Written | None:
    """Return what stands in an editor; None where it is nothing that we judge.

    Args:
        text: All of the editor's text.
        path: The notebook or the file.
    """
    cell = _MAGIC.match(text)
    if cell:
        kind, file = cell[1], cell[2]
        place = PurePosixPath(file)
        if place.is_absolute() or ".." in place.parts:  # the cell says so when it is run
            return None
        return Written(_kind(kind), file, path.parent / file, text[cell.end() :], 1, path.parent)
    if not is_usual(path.name):
        return None
    return Written(
        "compose" if is_compose(path.name) else "dockerfile", path.name, path, text, 0, path.parent
    )


def _kind(word: str) -> Kind:
    return "compose" if word == "compose" else "answer" if word == "answer" else "dockerfile"
