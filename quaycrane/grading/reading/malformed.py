"""Writes submissions that are broken in every way that we have thought of."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat

Writer = Callable[[Path, str, Any], None]
"""Writes a submission: the folder, the notebook's file name, and the notebook as it should be."""


def _text(change: Callable[[str], bytes]) -> Writer:
    """Return a writer that changes the bytes of the file."""

    def write(folder: Path, name: str, notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
        (folder / name).write_bytes(change(json.dumps(notebook, ensure_ascii=False, indent=1)))

    return write


def _cells(change: Callable[[list[Any]], None]) -> Writer:
    """Return a writer that changes the list of cells."""

    def write(folder: Path, name: str, notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
        made = nbformat.from_dict(notebook)
        change(made.cells)
        (folder / name).write_text(json.dumps(made), encoding="utf-8")

    return write


def _graded(cells: list[Any]) -> list[Any]:
    return [cell for cell in cells if cell["metadata"].get("nbgrader")]


def _huge(cells: list[Any]) -> None:
    cells.insert(1, nbformat.v4.new_code_cell("x" * 10 * 1024 * 1024))


def _huge_answer(cells: list[Any]) -> None:
    for cell in _graded(cells):
        if cell["metadata"]["nbgrader"].get("solution"):
            cell["source"] += "\n#" + "x" * 10 * 1024 * 1024


def _missing(cells: list[Any]) -> None:
    cells[:] = [cell for cell in cells if not cell["metadata"].get("nbgrader")]


def _doubled(cells: list[Any]) -> None:
    for cell in _graded(cells):
        copy = nbformat.from_dict(cell)
        copy["id"] = f"{cell.get('id', '')}-copy"[:64]
        cells.append(copy)


def _added(cells: list[Any]) -> None:
    cells += [nbformat.v4.new_code_cell("raise SystemExit") for _ in range(10_000)]


def _metadata(cells: list[Any]) -> None:
    """Raise the points, drop the flags, age the schema and change the types of all graded cells."""
    for number, cell in enumerate(_graded(cells)):
        settings = cell["metadata"]["nbgrader"]
        settings |= {"points": 1000, "grade": False, "locked": number % 2 == 0, "schema_version": number % 5}
        cell["cell_type"] = "raw" if number % 2 else "markdown"


def _swapped(cells: list[Any]) -> None:
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in _graded(cells)]
    for cell, grade_id in zip(_graded(cells), reversed(ids), strict=True):
        cell["metadata"]["nbgrader"]["grade_id"] = grade_id


def _old_format(folder: Path, name: str, notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
    old = nbformat.convert(nbformat.from_dict(notebook), 3)
    (folder / name).write_text(json.dumps(old), encoding="utf-8")


def _nothing(folder: Path, _name: str, _notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
    (folder / "readme.txt").write_text("I could not find the notebook.", encoding="utf-8")


def _link(folder: Path, name: str, _notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
    (folder / name).symlink_to("/etc/hostname")


def _renamed(folder: Path, name: str, notebook: Any) -> None:  # noqa: ANN401 - nbformat is untyped
    nbformat.write(notebook, folder / name.replace(".ipynb", " (1).ipynb"))


MALFORMED: Mapping[str, Writer] = MappingProxyType(
    {
        "no-notebook": _nothing,
        "renamed": _renamed,
        "not-json": _text(lambda _: b"this is no notebook"),
        "empty": _text(lambda _: b""),
        "not-a-notebook": _text(lambda _: b'{"cells": "none"}'),
        "truncated": _text(lambda text: text.encode()[: len(text) // 2]),
        "nested": _text(lambda _: b"[" * 200_000),
        "binary": _text(lambda _: bytes(range(256)) * 10),
        "nbformat-3": _old_format,
        "utf-16": _text(lambda text: text.encode("utf-16")),
        "latin-1": _text(lambda text: text.encode("latin-1", errors="replace")),
        "bom": _text(lambda text: b"\xef\xbb\xbf" + text.encode()),
        "crlf": _text(lambda text: text.replace("\\n", "\\r\\n").replace("\n", "\r\n").encode()),
        "huge-cell": _cells(_huge),
        "huge-answer": _cells(_huge_answer),
        "cells-missing": _cells(_missing),
        "cells-doubled": _cells(_doubled),
        "cells-added": _cells(_added),
        "metadata-edited": _cells(_metadata),
        "ids-swapped": _cells(_swapped),
        "link": _link,
    }
)
"""Ways to break a submission, by name."""
