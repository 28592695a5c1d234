"""Loads a course's nbgrader_config.py for use from Python."""

from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

from quaycrane.errors import InputError

CONFIG = "nbgrader_config.py"


def settings(root: Path) -> Any:  # noqa: ANN401 - traitlets is untyped
    """Return the course's settings, as nbgrader's commands would load them in `root`.

    Raises:
        InputError: There is no nbgrader_config.py.
    """
    if not (root / CONFIG).is_file():
        raise InputError(f"{root} is no course", why=f"There is no {CONFIG} in it")
    return PyFileConfigLoader(CONFIG, path=str(root.resolve())).load_config()


def course_directory(root: Path) -> Any:  # noqa: ANN401 - nbgrader is untyped
    """Return nbgrader's view of the course's folders and gradebook."""
    return CourseDirectory(config=settings(root))
