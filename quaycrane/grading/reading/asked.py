"""Reads from a unit's notebook what answers are put to."""

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.utils import is_grade, is_solution

from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.scratch import unit_files
from quaycrane.grading.checking.work import CheckCell, Tests


def tests_of(path: Path, notebook: Any, ignore: Iterable[str], limits: Limits, version: str) -> Tests:  # noqa: ANN401
    """Return what submissions of a notebook are put to.

    Args:
        path: ``source/<unit>/<name>.ipynb``.
        notebook: Its content, hidden tests included.
        ignore: Names of files and folders that are no part of a unit, as patterns.
        limits: The deadlines.
        version: See `Tests`.
    """
    unit = path.parent
    setup = tuple(cell.source for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    checks = tuple(
        CheckCell(cell.metadata.nbgrader.grade_id, cell.source, float(cell.metadata.nbgrader.points))
        for cell in notebook.cells
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
    )
    return Tests(unit.name, path.stem, setup, checks, _packed(unit, ignore), limits, version)


def _packed(unit: Path, ignore: Iterable[str]) -> bytes:
    """Return the unit's own files as an archive that is the same for the same files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in unit_files(unit, ignore):
            entry = tarfile.TarInfo(path.relative_to(unit).as_posix())
            content = path.read_bytes()
            entry.size, entry.mode = len(content), path.stat().st_mode & 0o777 | 0o600
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
