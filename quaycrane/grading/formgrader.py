"""The name that `nbgrader_config.py` gives to what shows an instructor graded answers."""

from quaycrane.grading.telling.answers_beside import AnswersBeside

__all__ = ["AnswersBeside"]
