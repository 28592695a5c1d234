"""Knows a submission again that was graded before under the same checks."""

import hashlib

from quaycrane.grading.checking.version import add_files, code_version, files_of
from quaycrane.grading.gradebook.settings import CONFIG
from quaycrane.grading.gradebook.unit import Unit


def fingerprint(unit: Unit, student: str, due: str = "") -> str:
    """Return a word that changes with a submission, its unit, the course's settings or our code.

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


def _checks(unit: Unit) -> str:
    """Return the part of a fingerprint that a class has in common."""
    digest = hashlib.sha256((unit.root / CONFIG).read_bytes() + code_version().encode())
    add_files(digest, unit.source, (path for path in files_of(unit.source) if path.suffix != ".pyc"))
    return digest.hexdigest()
