"""What `nbgrader_config.py` gives to `nbgrader zip_collect`."""

from quaycrane.grading.gradebook.collecting import PlatformExtractor

__all__ = ["PlatformExtractor"]
