"""Takes the text of the answer cells from a submitted notebook, whatever shape the file is in."""

import json
import os
import re
import shlex
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
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


MAX_ANSWER_BYTES = 1024 * 1024
"""An answer above this is refused, in bytes of UTF-8."""

ANSWER_MAGICS = ("%%dockerfile", "%%compose", "%%answer")
"""The cell magics that make a solution cell of source/ an answer with a file."""

_BLANK = " \t\r\n"
_MAGIC_LINE = re.compile(r"%%[^\r\n]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True)
class Place:
    """A place in source/ where a student answers.

    Attributes:
        grade_id: nbgrader's name of the cell.
        cell_id: The notebook format's own name of the cell, empty when it has none.
        path: The answer's file relative to the unit's folder; None for prose marked by hand.
        first_line: The magic as source/ has it, empty for prose.
    """

    grade_id: str
    cell_id: str
    path: PurePosixPath | None
    first_line: str


@dataclass(frozen=True)
class Answer:
    """What a submission holds for one place.

    Attributes:
        place: Which place it answers.
        text: The answer without its magic line; None when it is missing or was refused.
        reason: Why there is no text, or what was unusual, one sentence; may be empty.
        refused: Whether there was an answer, but one that cannot be read.
    """

    place: Place
    text: str | None
    reason: str = ""
    refused: bool = False


def places_in(source: Any) -> tuple[Place, ...]:  # noqa: ANN401 - nbformat is untyped
    """Return the places to answer in an instructor's notebook.

    Raises:
        InputError: An answer's path in source/ is missing or leaves the unit's folder.
    """
    return tuple(_place(cell) for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution"))


def take(submission: Submission, places: Sequence[Place]) -> tuple[Answer, ...]:
    """Return one answer for each place, in the order of `places`.

    Of a doubled cell the first counts: Jupyter puts a copy after its original. A cell that lost
    nbgrader's name is found by the notebook format's. Cells that answer nothing are ignored.
    """
    return tuple(_answer(submission.cells, place) for place in places)


def body(text: str) -> str:
    """Return a cell's text without its magic line, every other character kept.

    Blank lines and a byte order mark before the magic go with it, as in IPython.
    """
    begun = text.removeprefix("\ufeff").lstrip(_BLANK)
    before = text[: len(text) - len(begun)]
    at_line_start = not before or before[-1] in "\r\n\ufeff"
    magic = _MAGIC_LINE.match(begun) if at_line_start else None
    return begun[magic.end() :] if magic else text


def inside(path: str) -> PurePosixPath:
    """Return a path below the unit's folder.

    Raises:
        InputError: It is empty, absolute, leaves the folder, or would be Python or a notebook.
    """
    pure = PurePosixPath(path)
    unsafe = not pure.parts or pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path
    if unsafe:
        raise InputError(f"An answer cannot be kept at {path!r}", why="It must lie inside the unit's folder")
    if pure.suffix in {".py", ".pth", ".so", ".ipynb"}:
        raise InputError(f"An answer cannot be kept at {path!r}", why="No student's Python is kept or run")
    return pure


def _place(cell: Any) -> Place:  # noqa: ANN401 - nbformat is untyped
    grade_id = str(cell.metadata["nbgrader"]["grade_id"])
    first = cell.source.partition("\n")[0].strip()
    magic = first.split(maxsplit=1)[0] if first else ""
    if cell.cell_type != "code" or magic not in ANSWER_MAGICS:
        return Place(grade_id, str(cell.get("id", "")), None, "")
    words = [word for word in shlex.split(first)[1:] if not word.startswith("-")]
    if not words:
        raise InputError(f"The answer cell {grade_id} in source/ names no file", fix=f"Write `{magic} PATH`")
    return Place(grade_id, str(cell.get("id", "")), inside(words[0]), first)


def _answer(cells: Sequence[Cell], place: Place) -> Answer:
    matching = [cell for cell in cells if cell.grade_id == place.grade_id]
    reason = ""
    if len(matching) > 1:
        reason = f"The cell {place.grade_id} is there {len(matching)} times: the first counts."
    if not matching and place.cell_id:
        matching = [cell for cell in cells if cell.cell_id == place.cell_id and not cell.grade_id]
        reason = f"The cell {place.grade_id} lost its name and was found by its place." if matching else ""
    if not matching:
        return Answer(place, None, f"The answer cell {place.grade_id} is missing.")
    text = body(matching[0].text) if place.path else matching[0].text
    try:
        size_bytes = len(text.encode())
    except UnicodeEncodeError:
        bad = f"The answer {place.grade_id} holds characters that no file can hold."
        return Answer(place, None, bad, refused=True)
    if size_bytes > MAX_ANSWER_BYTES:
        sizes = f"{size_bytes} bytes where {MAX_ANSWER_BYTES} are allowed"
        bad = f"The answer {place.grade_id} was not read: {sizes}."
        return Answer(place, None, bad, refused=True)
    if place.path is None and "attachment:" in text:
        reason = reason or f"A picture in {place.grade_id} was not kept: only text is read."
    return Answer(place, text, reason)
