"""Knows a submission again that was graded before under the same checks."""

import hashlib
from functools import cache
from pathlib import Path

from quaycrane.grading.checking.version import add_files, code_version, files_of
from quaycrane.grading.gradebook.settings import CONFIG
from quaycrane.grading.gradebook.unit import Unit


def fingerprint(unit: Unit, student: str, due: str = "") -> str:
    """Return a word that changes with a submission, its unit, the course's settings or our code.

    A change to feedback alone is one of them: then marks and pages are made again, out of stored results.

    Links are told apart by where they point, and not followed. What is never read counts by its size.

    Args:
        unit: The unit.
        student: nbgrader's id of the student.
        due: When the submission was due, see `quaycrane.grading.gradebook.lateness.Due`.
    """
    digest = hashlib.sha256(f"{_checks(unit)} {due}".encode())
    submitted = unit.submitted(student)
    for folder in (submitted.parent, submitted):
        if folder.is_symlink():
            digest.update(f"link to {folder.readlink()}".encode(errors="replace"))
            return digest.hexdigest()
    add_files(digest, submitted, files_of(submitted))
    return digest.hexdigest()


@cache
def page_version() -> str:
    """Return a word that changes with our code that marks submissions and writes their feedback."""
    rooms, digest = Path(__file__).parents[1], hashlib.sha256()
    files = (*files_of(rooms / "gradebook"), *files_of(rooms / "telling"))
    apart = (rooms / "telling" / "export", rooms / "telling" / "reports")
    own = (path for path in files if path.suffix != ".pyc" and not {*apart} & {*path.parents})
    add_files(digest, rooms, own)
    return digest.hexdigest()


def _checks(unit: Unit) -> str:
    """Return the part of a fingerprint that a class has in common."""
    words = code_version(unit.name) + page_version()
    digest = hashlib.sha256((unit.root / CONFIG).read_bytes() + words.encode())
    add_files(digest, unit.source, (path for path in files_of(unit.source) if path.suffix != ".pyc"))
    return digest.hexdigest()
