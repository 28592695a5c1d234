"""Reads what grading left of a class: marks, outcomes, answers, seconds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quaycrane.checks import Outcome
from quaycrane.errors import InputError
from quaycrane.grading.gradebook.marks import Mark, marks
from quaycrane.grading.gradebook.unit import Unit
from quaycrane.grading.reading.answers import Place, body, places_in, read_regular
from quaycrane.grading.reading.taking import read_source
from quaycrane.grading.telling.feedback_page import outcomes, title

_MAX_ANSWER_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Graded:
    """One submission.

    Attributes:
        mark: From the gradebook.
        outcomes: What the checks came to, by name of the grade cell; empty where nothing was checked.
        answers: The texts of the answers that are files of Docker's, by path.
        seconds: How long its checks took; None where nothing tells.
        page: The feedback page, relative to the course; empty where there is none.
    """

    mark: Mark
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    page: str = ""


@dataclass(frozen=True)
class ClassResult:
    """A unit and all its submissions.

    Attributes:
        unit: The unit's name.
        title: Its heading.
        cells: The titles of the grade cells, by name, in order.
        references: The instructor's answers, by path.
        graded: One for each submission, by name of the student.
    """

    unit: str
    title: str
    cells: Mapping[str, str]
    references: Mapping[str, str]
    graded: tuple[Graded, ...]


def gather(unit: Unit) -> ClassResult:
    """Return what is known of a class.

    Raises:
        InputError: There is no such unit, or nothing of it was graded.
    """
    name = unit.name
    notebooks = [read_source(path) for path in sorted(unit.source.glob("*.ipynb"))]
    if not notebooks:
        raise InputError(f"There is no unit {name} in {unit.directory.source_directory}/")
    graded = [mark for mark in marks(unit) if mark.graded]
    if not graded:
        raise InputError(f"Nothing of {name} is graded", fix=f"Run `quaycrane grade {name}`")
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    places = [place for notebook in notebooks for place in places_in(notebook) if _is_docker(place)]
    sources = {_name(cell): cell.source for cell in cells}
    return ClassResult(
        unit=name,
        title=next((title(cell.source, name) for cell in cells if cell.source.startswith("# ")), name),
        cells={_name(cell): title(cell.source, _name(cell)) for cell in cells if _about(cell).get("grade")},
        references={str(place.path): body(sources[place.grade_id]) for place in places},
        graded=tuple(_graded(unit, mark, places) for mark in graded),
    )


def _graded(unit: Unit, mark: Mark, places: list[Place]) -> Graded:
    folder = unit.autograded(mark.student)
    page = next(iter(sorted(unit.feedback(mark.student).glob("*.html"))), None)
    results = unit.results(mark.student)
    return Graded(
        mark=mark,
        outcomes={} if mark.refused else _outcomes(folder),
        answers={str(place.path): text for place in places if (text := _text(folder / str(place.path)))},
        seconds=sum(result.seconds for result in results) if results else None,
        page=page.relative_to(unit.root).as_posix() if page else "",
    )


def _outcomes(folder: Path) -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes in autograded notebooks, read as plain JSON: a class has many."""
    by_cell: dict[str, tuple[Outcome, ...]] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_bytes())["cells"]:
            if _about(cell).get("grade") and (ended := outcomes(cell)):
                by_cell[_name(cell)] = ended
    return by_cell


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MAX_ANSWER_BYTES).decode(errors="replace")
    except InputError:
        return ""


def _is_docker(place: Place) -> bool:
    """Return whether an answer is a file of Docker's, not a list of predictions that all write alike."""
    return place.path is not None and not place.first_line.startswith("%%answer")


def _about(cell: Any) -> Any:  # noqa: ANN401 - nbformat is untyped
    return cell["metadata"].get("nbgrader", {})


def _name(cell: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    return str(_about(cell).get("grade_id", ""))
