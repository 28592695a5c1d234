"""Lets a mark by hand stand where a submission is graded again and its words are the same."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from quaycrane.grading.gradebook.marks import waiting_cells
from quaycrane.grading.reading.taking import Taken


def standing(course: Any, unit: str, student: str, taken: Iterable[Taken]) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - nbgrader is untyped
    """Return the prose that nobody had to look at any more, and that is handed in unchanged.

    Args:
        course: nbgrader's view of the course, before it grades again.
        unit: The unit.
        student: nbgrader's id of the student.
        taken: What was taken of the submission.

    Returns:
        The names of the grade cells, by notebook.
    """
    folder = Path(course.format_path(course.autograded_directory, student, unit))
    found: dict[str, tuple[str, ...]] = {}
    for one in taken:
        path = folder / f"{one.name}.ipynb"
        if path.exists():
            before = _sources(path)
            with Gradebook(course.db_url, course.course_id) as book:
                waiting = waiting_cells(book, unit, one.name, student)
            found[one.name] = tuple(
                answer.place.grade_id
                for answer in one.answers
                if answer.place.path is None
                and answer.text is not None
                and answer.place.grade_id not in waiting
                and before.get(answer.place.grade_id) == answer.text
            )
    return found


def let_stand(about: Any, grade_ids: Iterable[str]) -> None:  # noqa: ANN401 - nbconvert is untyped
    """Ask nobody to look again at what was marked by hand.

    Args:
        about: nbgrader's resources of the notebook: student, assignment, notebook, database.
        grade_ids: The cells.
    """
    for grade in grades_of(about, grade_ids):
        grade.needs_manual_grade = grade.needs_manual_grade and grade.manual_score is None


def grades_of(about: Any, grade_ids: Iterable[str]) -> Iterator[Any]:  # noqa: ANN401 - nbconvert is untyped
    """Yield the gradebook's entries of some cells of a submission; what is changed in them is kept.

    Args:
        about: nbgrader's resources of the notebook: student, assignment, notebook, database.
        grade_ids: The cells.
    """
    names = tuple(grade_ids)
    if not names:
        return
    with Gradebook(about["db_url"]) as book:
        for name in names:
            yield book.find_grade(name, about["notebook"], about["assignment"], about["student"])
        book.db.commit()


def _sources(path: Path) -> dict[str, str]:
    """Return the texts of an autograded notebook, by name of the grade cell; none of one half written."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except ValueError:  # a run was killed there
        return {}
    return {
        cell["metadata"].get("nbgrader", {}).get("grade_id", ""): "".join(cell["source"]) for cell in cells
    }
