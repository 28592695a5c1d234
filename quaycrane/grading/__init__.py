"""Grades a class with nbgrader, and runs none of its Python."""

from quaycrane.grading.classroom import Case, cases, fill, submission
from quaycrane.grading.marks import CellMark, Mark, marks
from quaycrane.grading.run import Summary, grade

__all__ = ["Case", "CellMark", "Mark", "Summary", "cases", "fill", "grade", "marks", "submission"]
