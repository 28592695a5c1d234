"""Knows a submission again that was graded before under the same checks."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import quaycrane
from quaycrane.grading.settings import CONFIG
from quaycrane.grading.submission import MAX_NOTEBOOK_BYTES
from quaycrane.kit import catalogue, project_root

_DECIDING = ("checks", "engine", "grading", "units")


def fingerprint(root: Path, unit: str, student: str, due: str = "") -> str:
    """Return a word that changes with a submission, its unit, the course's settings or our code.

    Links are told apart by where they point, and not followed. What is never read counts by its size.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
        student: nbgrader's id of the student.
        due: When the submission was due, see `quaycrane.grading.lateness.Due`.
    """
    digest = hashlib.sha256(f"{_checks(root, unit)} {due}".encode())
    submitted = root / "submitted" / student
    for folder in (submitted, submitted / unit):
        if folder.is_symlink():
            digest.update(f"link to {folder.readlink()}".encode(errors="replace"))
            return digest.hexdigest()
    _add(digest, submitted / unit, _files(submitted / unit))
    return digest.hexdigest()


@cache
def code_version() -> str:
    """Return a word that changes with what decides about marks: our code and the kit's recipes."""
    digest = hashlib.sha256()
    package = Path(quaycrane.__file__).parent
    for folder in (*(package / name for name in _DECIDING), project_root() / "kit"):
        _add(digest, folder, (path for path in _files(folder) if path.suffix != ".pyc"))
    for image in catalogue():  # of a unit's application, too, where its packages are in the image
        digest.update(image.fingerprint.encode())
    return digest.hexdigest()


def _checks(root: Path, unit: str) -> str:
    """Return the part of a fingerprint that a class has in common."""
    digest = hashlib.sha256((root / CONFIG).read_bytes() + code_version().encode())
    folder = root / "source" / unit
    _add(digest, folder, (path for path in _files(folder) if path.suffix != ".pyc"))
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(Path(top, name) for top, _, names in os.walk(folder) for name in names)


def _add(digest: "hashlib._Hash", folder: Path, files: Iterable[Path]) -> None:
    for path in files:
        digest.update(str(path.relative_to(folder)).encode(errors="replace") + b"\0")
        if path.is_symlink():
            digest.update(str(path.readlink()).encode(errors="replace"))
        elif path.is_file():
            size_bytes = path.stat().st_size
            digest.update(str(size_bytes).encode())
            if size_bytes <= MAX_NOTEBOOK_BYTES:
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
