"""Grades a class with nbgrader, and runs none of its Python."""

from quaycrane.grading.classroom import Case, cases, fill, submission
from quaycrane.grading.converters import isolation_of
from quaycrane.grading.difference import LATE, Change, Standing, changes, standings
from quaycrane.grading.isolation import Isolation
from quaycrane.grading.look import Look, to_look_at
from quaycrane.grading.marks import CellMark, Mark, marks
from quaycrane.grading.preview import Preview, preview
from quaycrane.grading.run import Summary, grade
from quaycrane.grading.work import Executed, Job
from quaycrane.grading.workers import Done, HereWorkers, LocalWorkers, Workers, done

__all__ = [
    "LATE",
    "Case",
    "CellMark",
    "Change",
    "Done",
    "Executed",
    "HereWorkers",
    "Isolation",
    "Job",
    "LocalWorkers",
    "Look",
    "Mark",
    "Preview",
    "Standing",
    "Summary",
    "Workers",
    "cases",
    "changes",
    "done",
    "fill",
    "grade",
    "isolation_of",
    "marks",
    "preview",
    "standings",
    "submission",
    "to_look_at",
]
