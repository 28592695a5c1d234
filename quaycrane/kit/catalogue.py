"""Reads the catalogue of the images that the units need."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError
from quaycrane.kit.needs import needs


@dataclass(frozen=True)
class KitImage:
    """One image of the catalogue, `kit/catalogue.toml`, which explains each field.

    Attributes:
        reference: What a Dockerfile's FROM names.
        published: The pinned reference that a registry gives for it.
        target: What makes the stand-in, in `kit/docker-bake.hcl`.
        folders: Folders of the recipe under `kit/`.
        made_of: What the stand-in is made of, in words.
        size_mb: Megabytes of the stand-in's layers.
        smoke: How to see that it works.
        machinery: Of what it is a part, ``kit`` or ``grading``, where it is for no unit.
        differs: Where the stand-in is not what its name promises, empty when nowhere.
        lockfiles: Whether the packages that the units' lock files name are in it, for npm or pip.
    """

    reference: str
    published: str
    target: str
    folders: Sequence[str]
    made_of: str
    size_mb: float
    smoke: Mapping[str, Any] = field(hash=False)
    machinery: str = ""
    differs: str = ""
    lockfiles: bool = False

    @property
    def size_bytes(self) -> int:
        """The bytes of the stand-in's layers."""
        return int(self.size_mb * 1e6)

    @property
    def fingerprint(self) -> str:
        """A hash of all that the project says about making it, and what it stands on."""
        return self.recipe_of(unit_lockfiles() if self.lockfiles else ())

    def recipe_of(self, lockfiles: Iterable[Path]) -> str:
        """Return a hash of its recipe, with those lock files of the units whose packages are in it."""
        kit = project_root() / "kit"
        parts = [path for folder in self.folders for path in _files(kit / folder)]
        wiring = _targets((kit / "docker-bake.hcl").read_text(encoding="utf-8"), self.target)
        digest = hashlib.sha256("\0".join([self.made_of, self.differs, *wiring]).encode())
        for path in (*parts, *lockfiles):
            digest.update(path.relative_to(project_root()).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:16]

    @property
    def units(self) -> tuple[str, ...]:
        """The project's units that need it."""
        known = needs(project_root() / "source")
        return tuple(unit for unit, references in known.items() if self.reference in references)


def project_root() -> Path:
    """Return the folder that the package came with: its `kit/`, `source/`, `answers/` and tests.

    In a clone it is around the package, in a wheel inside it. It is not the course that a command acts on:
    that one is where a person stands.

    Raises:
        InputError: The package came without a course.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package.parent, package / "share"):
        if (root / "kit" / "catalogue.toml").exists():
            return root
    raise InputError(
        "The course's folders are neither beside the package nor in it",
        fix="Install Quaycrane's wheel, or from a clone: pip install -e '.[course]'",
    )


@cache
def catalogue() -> tuple[KitImage, ...]:
    """Return the images, in the order of the catalogue."""
    table = tomllib.loads((project_root() / "kit" / "catalogue.toml").read_text(encoding="utf-8"))
    return tuple(KitImage(**image | {"folders": tuple(image["folders"])}) for image in table["image"])


def chosen(*names: str) -> tuple[KitImage, ...]:
    """Return the images that are named by reference, by a unit that needs them or as machinery; all for none.

    Raises:
        InputError: The catalogue knows a name neither as a reference nor as a unit.
    """
    images = catalogue()
    if not names:
        return images
    called = {image: {image.reference, image.machinery, *image.units} - {""} for image in images}
    known = set().union(*called.values())
    if unknown := [name for name in names if name not in known]:
        raise InputError(
            f"The kit has no image and no unit {', '.join(unknown)}",
            fix="See what there is: quaycrane kit list",
        )
    return tuple(image for image in images if called[image] & set(names))


def needed_here() -> tuple[str, ...]:
    """Return the references that the project's own units need."""
    return needed_by(path.name for path in (project_root() / "source").iterdir())


def needed_by(units: Iterable[str]) -> tuple[str, ...]:
    """Return the references that units need; a unit that the catalogue does not know needs none."""
    named = set(units)
    return tuple(image.reference for image in catalogue() if named & set(image.units))


def unit_lockfiles() -> list[Path]:
    """Return what each application of the units installs from: manifest and lock file, or requirements.

    A lock file that names the very packages of another one brings nothing more, and is left out.
    """
    source = project_root() / "source"
    locks = sorted(path for path in source.rglob("package-lock.json") if "node_modules" not in path.parts)
    first = {_packages_of(lock): lock for lock in reversed(locks)}
    kept = [lock for lock in locks if lock in first.values()]
    manifests = [path for lock in kept for path in (lock.with_name("package.json"), lock)]
    return [*manifests, *sorted(source.rglob("requirements.txt"))]


def _packages_of(lock: Path) -> str:
    """Return what a lock file says of the packages, in one form, without the application's own name."""
    text = lock.read_text(encoding="utf-8")
    try:
        told = json.loads(text)["packages"]
    except (ValueError, KeyError):  # npm says what is wrong with it
        return text
    return json.dumps({name: package for name, package in told.items() if name}, sort_keys=True)


def _targets(bake: str, name: str) -> list[str]:
    """Return what a bake file says of a target, and of those that it stands on."""
    blocks = dict(re.findall(r'^target "(\S+)" (\{.*?^\})', bake, re.MULTILINE | re.DOTALL))
    names = [name]
    for each in names:
        below = re.findall(r'"target:([^"]+)"', blocks.get(each, ""))
        below += re.findall(r'inherits\s*=\s*\["([^"]+)"\]', blocks.get(each, ""))
        names += [one for one in below if one not in names]
    return [blocks.get(each, "") for each in names]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
