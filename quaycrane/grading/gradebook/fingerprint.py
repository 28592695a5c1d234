"""Knows a submission again that was graded before under the same checks."""

import hashlib
from pathlib import Path

from quaycrane.grading.checking.version import add_files, code_version, files_of
from quaycrane.grading.gradebook.settings import CONFIG


def fingerprint(root: Path, unit: str, student: str, due: str = "") -> str:
    """Return a word that changes with a submission, its unit, the course's settings or our code.

    Links are told apart by where they point, and not followed. What is never read counts by its size.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
        student: nbgrader's id of the student.
        due: When the submission was due, see `quaycrane.grading.gradebook.lateness.Due`.
    """
    digest = hashlib.sha256(f"{_checks(root, unit)} {due}".encode())
    submitted = root / "submitted" / student
    for folder in (submitted, submitted / unit):
        if folder.is_symlink():
            digest.update(f"link to {folder.readlink()}".encode(errors="replace"))
            return digest.hexdigest()
    add_files(digest, submitted / unit, files_of(submitted / unit))
    return digest.hexdigest()


def _checks(root: Path, unit: str) -> str:
    """Return the part of a fingerprint that a class has in common."""
    digest = hashlib.sha256((root / CONFIG).read_bytes() + code_version().encode())
    folder = root / "source" / unit
    add_files(digest, folder, (path for path in files_of(folder) if path.suffix != ".pyc"))
    return digest.hexdigest()
