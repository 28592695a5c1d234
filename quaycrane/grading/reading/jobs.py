"""Makes jobs: what a unit's notebook puts answers to, and what a filled one gives to be checked."""

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.utils import is_grade, is_solution

from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.scratch import unit_files
from quaycrane.grading.checking.work import CheckCell, Job, Tests
from quaycrane.grading.reading.answers import Slot, body
from quaycrane.grading.reading.skeleton import MARK


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


def job_of(tests: Tests, places: Iterable[Slot], cells: Iterable[Any]) -> Job:
    """Return the work that a filled notebook asks for.

    Args:
        tests: What its answers are put to.
        places: Where students answer.
        cells: The cells of the filled notebook, see `quaycrane.grading.reading.skeleton.filled`.
    """
    given = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in cells}
    answers = tuple(
        (str(place.path), _text(given[place.grade_id]))
        for place in places
        if place.path is not None and place.grade_id in given
    )
    return Job(tests, answers)


def _text(cell: Any) -> str | None:  # noqa: ANN401 - nbformat is untyped
    return None if "missing" in cell.metadata.get(MARK, {}) else body(cell.source)


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
