"""Reads what grading left of a class: marks, outcomes, answers, seconds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quaycrane.checks import Outcome
from quaycrane.errors import InputError
from quaycrane.grading.checking.store import Store
from quaycrane.grading.gradebook.journal import Journal
from quaycrane.grading.gradebook.marks import Mark, marks
from quaycrane.grading.gradebook.settings import course_directory
from quaycrane.grading.reading.answers import Slot, body, slots
from quaycrane.grading.reading.skeleton import read_source
from quaycrane.grading.reading.submission import read_regular
from quaycrane.grading.telling.findings import outcomes, title

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


def gather(root: Path, unit: str) -> ClassResult:
    """Return what is known of a class.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.

    Raises:
        InputError: There is no such unit, or nothing of it was graded.
    """
    course = course_directory(root)
    source = Path(course.format_path(course.source_directory, ".", unit))
    notebooks = [read_source(path) for path in sorted(source.glob("*.ipynb"))]
    if not notebooks:
        raise InputError(f"There is no unit {unit} in {course.source_directory}/")
    found = [mark for mark in marks(root, unit) if mark.graded]
    if not found:
        raise InputError(f"Nothing of {unit} is graded", fix=f"Run `quaycrane grade {unit}`")
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    places = [slot for notebook in notebooks for slot in slots(notebook) if _is_docker(slot)]
    sources = {_name(cell): cell.source for cell in cells}
    return ClassResult(
        unit=unit,
        title=next((title(cell.source, unit) for cell in cells if cell.source.startswith("# ")), unit),
        cells={_name(cell): title(cell.source, _name(cell)) for cell in cells if _about(cell).get("grade")},
        references={str(place.path): body(sources[place.grade_id]) for place in places},
        graded=tuple(_graded(root, unit, mark, places) for mark in found),
    )


def _graded(root: Path, unit: str, mark: Mark, places: list[Slot]) -> Graded:
    course = course_directory(root)
    folder = Path(course.format_path(course.autograded_directory, mark.student, unit))
    feedback = Path(course.format_path(course.feedback_directory, mark.student, unit))
    page = next(iter(sorted(feedback.glob("*.html"))), None)
    return Graded(
        mark=mark,
        outcomes={} if mark.refused else _outcomes(folder),
        answers={str(place.path): text for place in places if (text := _text(folder / str(place.path)))},
        seconds=_seconds(root, unit, mark.student),
        page=page.relative_to(root.resolve()).as_posix() if page else "",
    )


def _seconds(root: Path, unit: str, student: str) -> float | None:
    entry, store = Journal(root, unit).read(student), Store(root)
    found = [executed for key in entry.jobs if (executed := store.get(key))] if entry else []
    return sum(executed.seconds for executed in found) if found else None


def _outcomes(folder: Path) -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes in autograded notebooks, read as plain JSON: a class has many."""
    found: dict[str, tuple[Outcome, ...]] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_bytes())["cells"]:
            if _about(cell).get("grade") and (ended := outcomes(cell)):
                found[_name(cell)] = ended
    return found


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MAX_ANSWER_BYTES).decode(errors="replace")
    except InputError:
        return ""


def _is_docker(place: Slot) -> bool:
    """Return whether an answer is a file of Docker's, not a list of predictions that all write alike."""
    return place.path is not None and not place.first_line.startswith("%%answer")


def _about(cell: Any) -> Any:  # noqa: ANN401 - nbformat is untyped
    return cell["metadata"].get("nbgrader", {})


def _name(cell: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    return str(_about(cell).get("grade_id", ""))
