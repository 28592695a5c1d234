"""Grades a class with nbgrader, and runs none of its Python."""

from quaycrane.grading.classroom import Case, cases, fill, submission
from quaycrane.grading.isolation import Isolation
from quaycrane.grading.marks import CellMark, Mark, marks
from quaycrane.grading.run import Summary, grade
from quaycrane.grading.work import Executed, Job
from quaycrane.grading.workers import Done, HereWorkers, LocalWorkers, Workers, done

__all__ = [
    "Case",
    "CellMark",
    "Done",
    "Executed",
    "HereWorkers",
    "Isolation",
    "Job",
    "LocalWorkers",
    "Mark",
    "Summary",
    "Workers",
    "cases",
    "done",
    "fill",
    "grade",
    "marks",
    "submission",
]
