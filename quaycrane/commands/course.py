"""Finds the course that a command acts on: the one that a person stands in."""

import argparse
import os
from pathlib import Path

from quaycrane.errors import InputError

_CONFIG = "nbgrader_config.py"
_HANDED_IN = {"submitted", "autograded", "feedback", "work"}


def add_course_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command be told its course."""
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help=f"the course's folder; without it, the nearest one upwards with an {_CONFIG}",
    )


def course_of(chosen: argparse.Namespace) -> Path:
    """Return the folder of the course that was named, or in which one stands.

    Raises:
        InputError: There is no course.
    """
    named: Path | None = chosen.course
    if named is None:
        return course_around(Path.cwd())
    if not (named / _CONFIG).is_file():
        raise InputError(f"{named} is no course", why=f"There is no {_CONFIG} in it")
    return named.resolve()


def course_around(folder: Path) -> Path:
    """Return the nearest folder upwards that is a course.

    An nbgrader_config.py inside what students handed in is a student's Python, and is passed over.

    Raises:
        InputError: There is none.
    """
    courses = [place for place in (folder, *folder.parents) if (place / _CONFIG).is_file()]
    for number, place in enumerate(courses):
        if not any(place.relative_to(outer).parts[0] in _HANDED_IN for outer in courses[number + 1 :]):
            return place
    raise InputError(
        f"{folder} is in no course",
        why=f"Neither it nor a folder above it has an {_CONFIG}",
        fix="Go into the course's folder, or name it: --course DIR",
    )


def shown(path: Path) -> str:
    """Return a path as a person can use it in the folder in which they stand."""
    return os.path.relpath(path)
