"""The names that `nbgrader export --exporter` is given."""

from quaycrane.grading.telling.export import CanvasExporter, MoodleExporter

__all__ = ["CanvasExporter", "MoodleExporter"]
