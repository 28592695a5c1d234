"""The names that `nbgrader_config.py` gives to the steps of feedback."""

from quaycrane.grading.telling.feedback import FeedbackExporter, HideMarkScheme, HideTests, Summarise

__all__ = ["FeedbackExporter", "HideMarkScheme", "HideTests", "Summarise"]
