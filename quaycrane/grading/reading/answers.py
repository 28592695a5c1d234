"""Takes the text of the answer cells from a submission, under the names that source/ gives them."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from quaycrane.errors import InputError
from quaycrane.grading.reading.submission import Cell, Submission

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
    found = _MAGIC_LINE.match(begun) if at_line_start else None
    return begun[found.end() :] if found else text


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
    found = [cell for cell in cells if cell.grade_id == place.grade_id]
    reason = ""
    if len(found) > 1:
        reason = f"The cell {place.grade_id} is there {len(found)} times: the first counts."
    if not found and place.cell_id:
        found = [cell for cell in cells if cell.cell_id == place.cell_id and not cell.grade_id]
        reason = f"The cell {place.grade_id} lost its name and was found by its place." if found else ""
    if not found:
        return Answer(place, None, f"The answer cell {place.grade_id} is missing.")
    text = body(found[0].text) if place.path else found[0].text
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
