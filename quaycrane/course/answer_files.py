"""The answers of a notebook as files of their own, for an editor that is not JupyterLab's."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.checks.answer import is_written

_FIRST_LINE = re.compile(r"%%(?:dockerfile|compose|answer)[ \t]+(\S+)[ \t]*(?:\n|\Z)")
_BEFORE = ".before"


class AnswerFiles:
    """What a learner writes in a unit's cells, kept equal to the files that these cells name.

    Args:
        notebook: The learner's copy.
        released: The unit as it was handed out, None where it is not at hand.
    """

    def __init__(self, notebook: Path, released: Path | None = None) -> None:
        self._notebook, self._released = notebook, released

    @property
    def folder(self) -> Path:
        """The unit's folder."""
        return self._notebook.parent

    def paths(self) -> dict[str, Path]:
        """Return where each answer's file is, by its name in the notebook."""
        return {file: self.folder / file for file in _texts(self._notebook)}

    def lay_out(self) -> list[str]:
        """Make notebook and files equal; return the names of the answers.

        Where both were changed the newer one is taken, and the other is kept in ``.before/``.
        """
        texts = _texts(self._notebook)
        for file, text in texts.items():
            path = self.folder / file
            there = _read(path)
            if there is None or there == text:
                _write(path, text)
            elif is_written(there) and path.stat().st_mtime_ns > self._notebook.stat().st_mtime_ns:
                self._put_back(file, there)
            else:
                self._keep(file, there)
                _write(path, text)
        return list(texts)

    def put_back(self) -> list[str]:
        """Write what the files hold into the notebook; return the names of those that had changed."""
        texts = _texts(self._notebook)
        files = {file: there for file in texts if (there := _read(self.folder / file)) is not None}
        changed = [file for file, there in files.items() if there != texts[file]]
        for file in changed:
            self._put_back(file, files[file])
        return changed

    def reset(self, file: str) -> bool:
        """Begin an answer anew, as it was handed out; return whether that is at hand.

        What was written is kept in ``.before/``.
        """
        text = _texts(self._released).get(file) if self._released else None
        if text is None:
            return False
        self._keep(file, _read(self.folder / file) or "")
        _write(self.folder / file, text)
        self._put_back(file, text)
        return True

    def _put_back(self, file: str, text: str) -> None:
        notebook = nbformat.read(self._notebook, as_version=4)
        for cell, found in _answer_cells(notebook):
            if found[1] == file:
                first = found[0].rstrip("\n")
                cell.source = f"{first}\n{text}".rstrip("\n")
        beside = self._notebook.with_name(f".{self._notebook.name}.new")
        nbformat.write(notebook, beside)
        beside.replace(self._notebook)  # whoever reads it sees all of it or the old one

    def _keep(self, file: str, text: str) -> None:
        if is_written(text):
            _write(self.folder / _BEFORE / file, text)


def _texts(notebook: Path) -> dict[str, str]:
    """Return what each answer cell writes to its file, as running it would."""
    cells = _answer_cells(nbformat.read(notebook, as_version=4))
    return {found[1]: f"{cell.source[found.end() :].rstrip()}\n".lstrip("\n") for cell, found in cells}


def _answer_cells(notebook: Any) -> Iterator[tuple[Any, re.Match[str]]]:  # noqa: ANN401 - nbformat has no types
    for cell in notebook.cells:
        found = _FIRST_LINE.match(cell.source) if cell.cell_type == "code" else None
        if found and ".." not in Path(found[1]).parts and not os.path.isabs(found[1]):  # noqa: PTH117 - a word of a cell
            yield cell, found


def _read(path: Path) -> str | None:
    try:
        return f"{path.read_text(encoding='utf-8').rstrip()}\n".lstrip("\n")
    except (OSError, UnicodeDecodeError):
        return None


def _write(path: Path, text: str) -> None:
    if _read(path) != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")  # it goes into images
