"""How far a learner is, read from the notebooks in their folder: no server, no engine, nothing run again."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STUB = "YOUR ANSWER HERE"
_FIRST_WORDS = {
    "title": r"^# (.+)",
    "question": r"^\*\*(.+)\*\*$",
    "takes": r"^(About \d+ minutes.*?)(?:;|$)",
}


@dataclass(frozen=True)
class Part:
    """What one grade cell gives.

    Attributes:
        task: What it asks, in the words of its first line.
        most: The points that it can give.
        points: Those that it gave when it last ran; None where it did not, or failed.
    """

    task: str
    most: float
    points: float | None


@dataclass(frozen=True)
class UnitProgress:
    """A learner's copy of a unit.

    Attributes:
        path: The notebook, below the folder that was asked for.
        title: Its title, or the file's name.
        question: The question that it answers.
        takes: How long it takes, and what it needs.
        parts: Its grade cells, in order.
        to_write: How many answers in words are still to be written.
    """

    path: Path
    title: str
    question: str
    takes: str
    parts: tuple[Part, ...]
    to_write: int

    @property
    def points(self) -> float:
        """The points so far."""
        return sum(part.points or 0.0 for part in self.parts)

    @property
    def most(self) -> float:
        """The points that its checks can give."""
        return sum(part.most for part in self.parts)

    @property
    def following(self) -> str:
        """What to do next, nothing when all is done."""
        unmet = next((part for part in self.parts if part.points is None or part.points < part.most), None)
        if unmet:
            return unmet.task
        return "The interview question" if self.to_write else ""


def units_in(folder: Path) -> list[UnitProgress]:
    """Return how far the units in a folder are, in the order of their names; what is no notebook is left out.

    Args:
        folder: The folder that holds one folder a unit.
    """
    paths = sorted(folder.glob("[0-9]*/*.ipynb"))
    return [progress for path in paths if (progress := _progress(path, path.relative_to(folder)))]


def _progress(path: Path, shown_as: Path) -> UnitProgress | None:
    try:
        cells = [cell for cell in json.loads(path.read_bytes())["cells"] if isinstance(cell, dict)]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    first = _text(cells[0].get("source")) if cells else ""
    words = {
        name: match.group(1) if (match := re.search(pattern, first, re.MULTILINE)) else ""
        for name, pattern in _FIRST_WORDS.items()
    }
    title = words.pop("title") or path.stem
    unwritten = [cell for cell in cells if _is_prose(cell) and _STUB in _text(cell.get("source"))]
    return UnitProgress(shown_as, title, parts=tuple(_parts(cells)), to_write=len(unwritten), **words)


def _parts(cells: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    for cell in cells:
        settings = _settings(cell)
        most = settings.get("points")
        if settings.get("grade") and cell.get("cell_type") == "code" and isinstance(most, int | float):
            task = re.sub(r" \(\d+ points?\)$", "", _text(cell.get("source")).split("\n")[0].lstrip("# "))
            yield Part(task, float(most), _given(cell, float(most)))


def _given(cell: Mapping[str, Any], most: float) -> float | None:
    """Return the points that a cell's last output names, no more than it can give."""
    for output in reversed(cell.get("outputs") or []):
        if output.get("output_type") == "error":
            return None
        if text := _text((output.get("data") or {}).get("text/plain")):
            try:
                return max(0.0, min(float(text), most))
            except ValueError:
                continue
    return None


def _is_prose(cell: Mapping[str, Any]) -> bool:
    return bool(cell.get("cell_type") == "markdown" and _settings(cell).get("solution"))


def _settings(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return settings if isinstance(settings, dict) else {}


def _text(source: object) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source or "")
