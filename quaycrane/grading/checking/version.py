"""Names what decides about marks, as one word that changes with it."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import quaycrane
from quaycrane.kit import catalogue, project_root

MOST_BYTES = 64 * 1024 * 1024
"""A file above this counts by its size alone, in bytes."""

_DECIDING = ("checks", "engine", "grading", "units")


@cache
def code_version() -> str:
    """Return a word that changes with what decides about marks: our code and the kit's recipes."""
    digest = hashlib.sha256()
    package = Path(quaycrane.__file__).parent
    for folder in (*(package / name for name in _DECIDING), project_root() / "kit"):
        add_files(digest, folder, (path for path in files_of(folder) if path.suffix != ".pyc"))
    for image in catalogue():  # of a unit's application, too, where its packages are in the image
        digest.update(image.fingerprint.encode())
    return digest.hexdigest()


def files_of(folder: Path) -> list[Path]:
    """Return all files below a folder, links among them, in order."""
    return sorted(Path(top, name) for top, _, names in os.walk(folder) for name in names)


def add_files(digest: "hashlib._Hash", folder: Path, files: Iterable[Path]) -> None:
    """Add names and contents to a digest; a link counts by where it points, and is not followed.

    Args:
        digest: What is added to.
        folder: What the names are relative to.
        files: Below it.
    """
    for path in files:
        digest.update(str(path.relative_to(folder)).encode(errors="replace") + b"\0")
        if path.is_symlink():
            digest.update(str(path.readlink()).encode(errors="replace"))
        elif path.is_file():
            size_bytes = path.stat().st_size
            digest.update(str(size_bytes).encode())
            if size_bytes <= MOST_BYTES:
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
