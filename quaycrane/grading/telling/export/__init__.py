"""Hands marks to a learning platform: plugins for `nbgrader export --exporter`."""

from quaycrane.grading.telling.export.canvas import CanvasExporter
from quaycrane.grading.telling.export.moodle import MoodleExporter

__all__ = ["CanvasExporter", "MoodleExporter"]
