"""The name that `nbgrader_config.py` gives to what cleans students' Markdown."""

from quaycrane.grading.telling.feedback import markdown_of_cell

__all__ = ["markdown_of_cell"]
