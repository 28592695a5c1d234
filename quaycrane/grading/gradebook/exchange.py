"""Asks nbgrader's exchange, the folder by which a course hands units out and takes them in."""

import logging
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import Exchange

from quaycrane.grading.gradebook.unit import settings


def outbound(root: Path) -> Path | None:
    """Return where an exchange of this machine holds what a course handed out; None where none does.

    Raises:
        InputError: There is no course in `root`.
    """
    machine = NbGrader(log_level=logging.ERROR)
    machine.load_cwd_config = False
    machine.load_config_file()
    config = machine.config
    config.merge(settings(root))
    exchange, course = Exchange(config=config).root, CourseDirectory(config=config).course_id
    folder = Path(str(exchange), str(course), "outbound")
    return folder if folder.is_dir() else None
