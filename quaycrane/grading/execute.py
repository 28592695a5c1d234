"""The name that `nbgrader_config.py` gives to the step that runs the checks."""

from quaycrane.grading.gradebook.execute import ExecuteChecks

__all__ = ["ExecuteChecks"]
