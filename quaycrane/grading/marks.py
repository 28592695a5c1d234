"""Reads a unit's marks from nbgrader's gradebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from quaycrane.errors import InputError
from quaycrane.grading.settings import course_directory
from quaycrane.grading.taking import REFUSED


@dataclass(frozen=True)
class CellMark:
    """The mark of one cell.

    Attributes:
        points: What counts: the hand's mark where there is one; None before anybody marked it.
        max_points: The most it can give.
        by_hand: Whether it is prose that only a person marks.
        needs_look: Whether a person is asked to look at it.
    """

    points: float | None
    max_points: float
    by_hand: bool
    needs_look: bool


@dataclass(frozen=True)
class Mark:
    """A student's mark in a unit.

    Attributes:
        student: nbgrader's id of the student.
        auto_points: The sum of the checks.
        manual_points: The sum of what was marked by hand so far.
        max_points: The most that the unit gives.
        cells: By name of the grade cell.
        refused: Why the submission was not read, empty when it was.
        needs_manual: Whether a person has something to mark or to look at.
        graded: Whether the last grading ended; if not, the points are no verdict.
    """

    student: str
    auto_points: float
    manual_points: float
    max_points: float
    cells: Mapping[str, CellMark]
    refused: str
    needs_manual: bool
    graded: bool


def marks(root: Path, unit: str) -> tuple[Mark, ...]:
    """Return the marks of a unit, one for each submission, by name of the student.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.

    Raises:
        InputError: The gradebook does not know the unit.
    """
    course = course_directory(root)
    with Gradebook(course.db_url, course.course_id) as book:
        try:
            submissions = list(book.find_assignment(unit).submissions)
        except MissingEntry:
            raise InputError(
                f"The gradebook knows no unit {unit}", fix=f"Run `nbgrader generate_assignment {unit}`"
            ) from None
        made = [
            _mark(one, Path(course.format_path(course.autograded_directory, one.student.id, unit)))
            for one in submissions
        ]
    return tuple(sorted(made, key=lambda mark: mark.student))


def _mark(submission: Any, autograded: Path) -> Mark:  # noqa: ANN401 - nbgrader is untyped
    cells = {str(grade.name): _cell(grade) for notebook in submission.notebooks for grade in notebook.grades}
    reasons = autograded / REFUSED
    return Mark(
        student=str(submission.student.id),
        auto_points=_sum(cell for cell in cells.values() if not cell.by_hand),
        manual_points=_sum(cell for cell in cells.values() if cell.by_hand),
        max_points=sum(cell.max_points for cell in cells.values()),
        cells=dict(sorted(cells.items())),
        refused=reasons.read_text(encoding="utf-8").strip() if reasons.exists() else "",
        needs_manual=any(cell.needs_look for cell in cells.values()),
        graded=autograded.exists(),
    )


def _cell(grade: Any) -> CellMark:  # noqa: ANN401 - nbgrader is untyped
    marked = grade.manual_score is not None or grade.auto_score is not None
    by_hand = grade.cell_type != "code" or grade.name in {
        cell.name for cell in grade.notebook.notebook.solution_cells
    }
    return CellMark(
        points=float(grade.score) if marked else None,
        max_points=float(grade.max_score),
        by_hand=by_hand,
        needs_look=bool(grade.needs_manual_grade),
    )


def _sum(cells: Any) -> float:  # noqa: ANN401 - a generator of CellMark
    return float(sum(cell.points or 0.0 for cell in cells))
