"""Grades a class with nbgrader, and runs none of its Python."""

from quaycrane.grading.checking.slots import Isolation, JobEnd, do_job
from quaycrane.grading.checking.work import Executed, Job
from quaycrane.grading.checking.workers import HereWorkers, LocalWorkers, Workers
from quaycrane.grading.gradebook.converters import isolation_of
from quaycrane.grading.gradebook.marks import CellMark, Mark, marks
from quaycrane.grading.gradebook.unit import Unit, units_of
from quaycrane.grading.preview import Preview, preview
from quaycrane.grading.reading.classroom import Case, answered, cases, fill, hand_in
from quaycrane.grading.run import Summary, grade
from quaycrane.grading.telling.difference import LATE, Change, Standing, changes, standings
from quaycrane.grading.telling.look import Look, to_look_at

__all__ = [
    "LATE",
    "Case",
    "CellMark",
    "Change",
    "Executed",
    "HereWorkers",
    "Isolation",
    "Job",
    "JobEnd",
    "LocalWorkers",
    "Look",
    "Mark",
    "Preview",
    "Standing",
    "Summary",
    "Unit",
    "Workers",
    "answered",
    "cases",
    "changes",
    "do_job",
    "fill",
    "grade",
    "hand_in",
    "isolation_of",
    "marks",
    "preview",
    "standings",
    "to_look_at",
    "units_of",
]
