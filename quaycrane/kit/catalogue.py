"""Reads the catalogue of the images that the units need."""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quaycrane.errors import InputError


@dataclass(frozen=True)
class KitImage:
    """One image of the catalogue, `kit/catalogue.toml`.

    Attributes:
        reference: What a Dockerfile's FROM names.
        published: The pinned reference that a registry gives for it.
        recipe: Folder under `kit/` that makes the stand-in.
        made_of: What the stand-in is made of, in words.
        debian_packages: Packages whose files the recipe takes.
        wheel: The pinned PyPI requirement that the recipe unpacks, empty for none.
        lockfiles: Whether the packages of the units' lock files are put into its npm cache.
    """

    reference: str
    published: str
    recipe: str
    made_of: str
    debian_packages: Sequence[str] = ()
    wheel: str = ""
    lockfiles: bool = False

    @property
    def folder(self) -> Path:
        """The folder of its recipe."""
        return course_root() / "kit" / self.recipe

    @property
    def fingerprint(self) -> str:
        """A hash of all that the project says about making it, and what it stands on."""
        told = hashlib.sha256()
        parts = [path for path in sorted((course_root() / "kit").rglob("*")) if path.is_file()]
        for path in parts + (unit_lockfiles() if self.lockfiles else []):
            told.update(path.relative_to(course_root()).as_posix().encode() + b"\0" + path.read_bytes())
        return told.hexdigest()[:16]


def course_root() -> Path:
    """Return the folder that holds `source/`, `kit/` and `answers/`.

    Raises:
        InputError: The package was installed without the course around it.
    """
    root = Path(__file__).resolve().parents[2]
    if not (root / "kit" / "catalogue.toml").exists():
        raise InputError(
            "The course's folders are not beside the package",
            fix="Install it from a clone: pip install -e .",
        )
    return root


def catalogue() -> tuple[KitImage, ...]:
    """Return the images, each after those that its recipe stands on."""
    told = tomllib.loads((course_root() / "kit" / "catalogue.toml").read_text())
    return tuple(KitImage(**image) for image in told["image"])


def unit_lockfiles() -> list[Path]:
    """Return the manifest and lock file of each unit's application."""
    return sorted((course_root() / "source").glob("*/*/package*.json"))
