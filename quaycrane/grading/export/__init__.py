"""Hands marks to a learning platform: plugins for `nbgrader export --exporter`."""

from quaycrane.grading.export.canvas import CanvasExporter
from quaycrane.grading.export.moodle import MoodleExporter

__all__ = ["CanvasExporter", "MoodleExporter"]
