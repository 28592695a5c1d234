"""Tells an instructor about a class: marks, checks, findings, time and answers that are alike."""

from quaycrane.grading.telling.reports.alike import Alike, alike, normalised
from quaycrane.grading.telling.reports.common import CommonFinding, commonest
from quaycrane.grading.telling.reports.course import course_report
from quaycrane.grading.telling.reports.gather import ClassResult, Graded, gather
from quaycrane.grading.telling.reports.items import Item, items
from quaycrane.grading.telling.reports.write import class_report

__all__ = [
    "Alike", "ClassResult", "CommonFinding", "Graded", "Item", "alike", "class_report", "commonest",
    "course_report", "gather", "items", "normalised",
]  # fmt: skip
