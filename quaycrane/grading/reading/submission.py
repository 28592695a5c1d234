"""Reads a submitted notebook as plain text cells, whatever shape the file is in."""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError

MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024
"""A submitted notebook above this is refused unread, in bytes."""


@dataclass(frozen=True)
class Cell:
    """The text of one submitted cell, with the names by which it can be found.

    Attributes:
        grade_id: nbgrader's name of the cell, empty when it has none.
        cell_id: The notebook format's own name of the cell, empty when it has none.
        text: What the student wrote, exactly.
    """

    grade_id: str
    cell_id: str
    text: str


@dataclass(frozen=True)
class Submission:
    """All cells of a submitted notebook.

    Attributes:
        cells: In the order of the notebook.
        notes: What was unusual about the file, as sentences.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()


def read(path: Path) -> Submission:
    """Read a submitted notebook of any format version without trusting it.

    Nothing but text and names is taken: no metadata, no output, no format is relied on.

    Raises:
        InputError: The file cannot be read as a notebook; its text is the reason for the student.
    """
    text, notes = _decoded(read_regular(path, MAX_NOTEBOOK_BYTES))
    try:
        content = json.loads(text)
    except RecursionError:
        raise InputError("The file is nested too deeply to be a notebook") from None
    except json.JSONDecodeError as error:
        raise InputError(
            "The file is not a notebook: it is no valid JSON",
            why=f"line {error.lineno}: {error.msg}",
            fix="Save it again in Jupyter and submit that file",
        ) from None
    except ValueError:
        raise InputError("The file is not a notebook: it holds a number that is too long") from None
    return Submission(tuple(_cell(raw) for raw in _raw_cells(content)), notes)


def read_regular(path: Path, limit_bytes: int) -> bytes:
    """Return a file's content, never following a link and never waiting on a pipe.

    Raises:
        InputError: It is missing, a link, no regular file, or larger than `limit_bytes`.
    """
    if path.is_symlink():
        raise InputError(f"{printable(path)} is a link", why="Links in a submission are not followed")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise InputError(f"{printable(path)} cannot be read", why=error.strerror or "") from None
    status = os.fstat(descriptor)
    wrong = ""
    if not stat.S_ISREG(status.st_mode):
        wrong = "is no regular file"
    elif status.st_size > limit_bytes:
        wrong = f"is too large: {status.st_size} bytes where {limit_bytes} are allowed"
    if wrong:
        os.close(descriptor)
        raise InputError(f"{printable(path)} {wrong}")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit_bytes)


def printable(path: Path) -> str:
    """Return a file's name with what no text can hold replaced."""
    return path.name.encode(errors="replace").decode()


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, with a note when it is not in UTF-8."""
    encoding = json.detect_encoding(raw)
    notes = () if encoding.startswith("utf-8") else (f"The file is in {encoding.upper()}, not in UTF-8.",)
    try:
        return raw.decode(encoding), notes
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), ("The file is not in UTF-8: it was read as Windows-1252.",)
    except UnicodeDecodeError:
        raise InputError("The file is in no text encoding that we know", fix="Save it as UTF-8") from None


def _raw_cells(content: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - anything that JSON can hold
    if not isinstance(content, dict):
        raise InputError("The file is not a notebook: it holds no cells")
    cells = content.get("cells")
    if cells is None:  # format 3 and before
        sheets = content.get("worksheets")
        first = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = first.get("cells") if isinstance(first, dict) else None
    if not isinstance(cells, list):
        raise InputError("The file is not a notebook: it holds no cells")
    return [cell for cell in cells if isinstance(cell, dict)]


def _cell(raw: dict[str, Any]) -> Cell:
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return Cell(_string(grade_id), _string(raw.get("id")), _string(source))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
