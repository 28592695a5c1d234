"""The name that `nbgrader_config.py` gives to what reads submissions."""

from quaycrane.grading.gradebook.intake import SubmissionExporter

__all__ = ["SubmissionExporter"]
