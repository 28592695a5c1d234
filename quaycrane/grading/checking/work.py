"""Work: a set of answers to check, what it came to, where that is kept, and what decides about it."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

import quaycrane
from quaycrane.engine import OBSERVER_IMAGE
from quaycrane.grading.checking.kernel import Limits
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


@dataclass(frozen=True)
class CellOutcome:
    """What one grade cell came to.

    Attributes:
        outputs: For the autograded notebook; the last is the mark as an execute_result.
        points: The mark, 0 to the cell's maximum.
        flag: Why a person should look at it, empty when nobody needs to.
    """

    outputs: tuple[Any, ...]
    points: float
    flag: str = ""


@dataclass(frozen=True)
class CheckCell:
    """A grade cell of source/.

    Attributes:
        grade_id: nbgrader's name of the cell.
        source: Its text, hidden tests included.
        max_points: The most it can give.
    """

    grade_id: str
    source: str
    max_points: float


@dataclass(frozen=True)
class Tests:
    """What all submissions of a notebook are put to.

    Attributes:
        unit: The unit's name.
        notebook: The notebook's name, without suffix.
        setup: The sources of the cells that prepare the kernel.
        checks: The grade cells, in order.
        archive: The unit's own files, as a tar archive.
        limits: The deadlines.
        version: A word that changes with our code, the kit and the kind of engine.
    """

    unit: str
    notebook: str
    setup: tuple[str, ...]
    checks: tuple[CheckCell, ...]
    archive: bytes = field(repr=False)
    limits: Limits
    version: str

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        content = asdict(self) | {"archive": hashlib.sha256(self.archive).hexdigest()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Job:
    """Answers to be checked; picklable, and whole in itself.

    Attributes:
        tests: What they are put to.
        answers: The text of each answer that is a file, None for a missing one, by its path.
    """

    tests: Tests
    answers: tuple[tuple[str, str | None], ...]

    @cached_property
    def key(self) -> str:
        """A hash of answers, tests and kit: the name of the result."""
        content = json.dumps([self.tests.digest, self.answers])
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class Executed:
    """What a job came to.

    Attributes:
        key: The job's.
        outcomes: One for each grade cell, in order.
        seconds: How long it took.
        engine: Where it ran, in words.
        checks: nbgrader's names of the grade cells.
    """

    key: str
    outcomes: tuple[CellOutcome, ...]
    seconds: float
    engine: str
    checks: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return it as text that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `as_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: The text is something else.
        """
        payload = json.loads(text)
        outcomes = tuple(
            CellOutcome(tuple(o["outputs"]), o["points"], o["flag"]) for o in payload["outcomes"]
        )
        checks = tuple(map(str, payload["checks"]))
        return cls(str(payload["key"]), outcomes, float(payload["seconds"]), str(payload["engine"]), checks)


FOLDER = ".quaycrane/executed"
"""Where a course keeps its results, below the folder of nbgrader_config.py."""


class Store:
    """A folder of results, which any number of processes may use at once.

    A result is there whole or not at all, also after a power cut: what cannot be read is not there.

    Args:
        root: The folder of nbgrader_config.py.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def get(self, key: str) -> Executed | None:
        """Return the result of the job with that key, None where there is none."""
        try:
            executed = Executed.from_json(self._path(key).read_text(encoding="ascii"))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return executed if executed.key == key else None

    def has(self, key: str) -> bool:
        """Return whether there is a result of the job with that key."""
        return self.get(key) is not None

    def put(self, executed: Executed) -> None:
        """Keep a result, in place of an older one."""
        path = self._path(executed.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder, encoding="ascii", delete=False) as file:
            file.write(executed.as_json())
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)

    def drop(self, key: str) -> None:
        """Forget a result."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
