"""Asks a person to look at marks that the checks could not stand for."""

from collections.abc import Iterable
from typing import Any

from nbgrader.api import Gradebook

KEY = "quaycrane_flags"
"""Where `ExecuteChecks` leaves the names of such cells among nbgrader's resources."""


def raise_flags(about: Any, grade_ids: Iterable[str]) -> None:  # noqa: ANN401 - nbconvert is untyped
    """Mark grade cells as needing a manual grade, so that Formgrader shows them.

    Args:
        about: nbgrader's resources of the notebook: student, assignment, notebook, database.
        grade_ids: The cells.
    """
    names = tuple(grade_ids)
    if not names:
        return
    with Gradebook(about["db_url"]) as book:
        for name in names:
            grade = book.find_grade(name, about["notebook"], about["assignment"], about["student"])
            grade.needs_manual_grade = True
        book.db.commit()
