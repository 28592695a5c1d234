"""A unit of work: one set of answers to check, whole in itself, so that any worker anywhere can do it."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from nbgrader.utils import is_grade, is_solution

from quaycrane.grading.answers import Slot, body
from quaycrane.grading.kernel import Limits
from quaycrane.grading.outcome import Outcome
from quaycrane.grading.scratch import unit_files
from quaycrane.grading.skeleton import MARK


@dataclass(frozen=True)
class CheckCell:
    """A grade cell of source/.

    Attributes:
        grade_id: nbgrader's name of the cell.
        source: Its text, hidden tests included.
        max_points: The most it can give.
    """

    grade_id: str
    source: str
    max_points: float


@dataclass(frozen=True)
class Tests:
    """What all submissions of a notebook are put to.

    Attributes:
        unit: The unit's name.
        notebook: The notebook's name, without suffix.
        setup: The sources of the cells that prepare the kernel.
        checks: The grade cells, in order.
        archive: The unit's own files, as a tar archive.
        limits: The deadlines.
        version: A word that changes with our code, the kit and the kind of engine.
    """

    unit: str
    notebook: str
    setup: tuple[str, ...]
    checks: tuple[CheckCell, ...]
    archive: bytes = field(repr=False)
    limits: Limits
    version: str

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        told = asdict(self) | {"archive": hashlib.sha256(self.archive).hexdigest()}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Job:
    """Answers to be checked; picklable, and whole in itself.

    Attributes:
        tests: What they are put to.
        answers: The text of each answer that is a file, None for a missing one, by its path.
    """

    tests: Tests
    answers: tuple[tuple[str, str | None], ...]

    @cached_property
    def key(self) -> str:
        """A hash of answers, tests and kit: the name of the result."""
        told = json.dumps([self.tests.digest, self.answers])
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Executed:
    """What a job came to.

    Attributes:
        key: The job's.
        outcomes: One for each grade cell, in order.
        seconds: How long it took.
        engine: Where it ran, in words.
        checks: nbgrader's names of the grade cells.
    """

    key: str
    outcomes: tuple[Outcome, ...]
    seconds: float
    engine: str
    checks: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return it as text that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `as_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: The text is something else.
        """
        told = json.loads(text)
        outcomes = tuple(Outcome(tuple(o["outputs"]), o["points"], o["flag"]) for o in told["outcomes"])
        checks = tuple(map(str, told["checks"]))
        return cls(str(told["key"]), outcomes, float(told["seconds"]), str(told["engine"]), checks)


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
        cells: The cells of the filled notebook, see `quaycrane.grading.skeleton.filled`.
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
