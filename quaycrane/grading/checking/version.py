"""Names what decides about marks, as one word that changes with it."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import quaycrane
from quaycrane.engine import OBSERVER_IMAGE
from quaycrane.kit import KitImage, catalogue
from quaycrane.units import package_name

MOST_BYTES = 64 * 1024 * 1024
"""A file above this counts by its size alone, in bytes."""

_DECIDING = ("errors.py", "engine", "checks", "grading/checking", "grading/reading")


@cache
def code_version(unit: str) -> str:
    """Return a word that changes with what decides about a unit's marks beside its own files.

    That is our code that reads and checks answers, the unit's own checks, and its images: how they are made
    and where they are published. Other units do not matter, nor does what hands marks on or shows them.
    """
    package, digest = Path(quaycrane.__file__).parent, hashlib.sha256()
    own = package / "units" / package_name(unit)
    for part in (*(package / name for name in _DECIDING), own / "checks", own / "checks.py"):
        files = files_of(part) if part.is_dir() else [part]
        add_files(digest, package, (path for path in files if path.suffix != ".pyc"))
    for image in sorted(unit_images(unit), key=lambda image: image.reference):
        digest.update(f"{image.reference} {image.published} {image.recipe_of(())}".encode())
    return digest.hexdigest()


def unit_images(unit: str) -> Iterable[KitImage]:
    """Return the images that decide: a unit's, all where the kit does not know it, and the grader's own."""
    images = catalogue()
    known = [image for image in images if unit in image.units]
    own = [one for one in images if one.machinery == "grading" or one.reference == OBSERVER_IMAGE]
    return {*(known or (image for image in images if not image.machinery)), *own}


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
