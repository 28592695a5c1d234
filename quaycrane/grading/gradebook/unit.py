"""A unit of a course: where its things lie, and what is known of each student."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

from quaycrane.errors import InputError, QuaycraneError
from quaycrane.grading.checking.work import Executed, Store, add_files, code_version, files_of

CONFIG = "nbgrader_config.py"


def settings(root: Path) -> Any:  # noqa: ANN401 - traitlets is untyped
    """Return the course's settings, as nbgrader's commands would load them in `root`.

    Raises:
        InputError: There is no nbgrader_config.py.
    """
    if not (root / CONFIG).is_file():
        raise InputError(f"{root} is no course", why=f"There is no {CONFIG} in it")
    return PyFileConfigLoader(CONFIG, path=str(root.resolve())).load_config()


def course_directory(root: Path) -> Any:  # noqa: ANN401 - nbgrader is untyped
    """Return nbgrader's view of the course's folders and gradebook."""
    return CourseDirectory(config=settings(root))


@dataclass(frozen=True)
class Entry:
    """A submission that was graded to the end.

    Attributes:
        fingerprint: Of the submission and all that decided about its marks.
        jobs: The key of the job of each notebook that could be read, see `Store`.
    """

    fingerprint: str
    jobs: tuple[str, ...] = ()


class Journal:
    """One entry a submission: written last, so that what has one is done.

    Args:
        root: The folder of nbgrader_config.py.
        unit: The unit's name.
    """

    def __init__(self, root: Path, unit: str) -> None:
        self._root, self._unit = root, unit

    def read(self, student: str) -> Entry | None:
        """Return a student's entry, None where there is none or a damaged one."""
        try:
            payload = json.loads(self._path(student).read_text())
            return Entry(str(payload["fingerprint"]), tuple(map(str, payload["jobs"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, student: str, entry: Entry) -> None:
        """Say that a submission was graded to the end."""
        path = self._path(student)
        fresh = path.with_suffix(".fresh")
        with fresh.open("w") as file:
            json.dump(asdict(entry), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def forget(self, student: str) -> None:
        """Say that a submission is being graded."""
        self._path(student).unlink(missing_ok=True)

    def _path(self, student: str) -> Path:
        return self._root / "autograded" / student / f"{self._unit}.graded"


@dataclass(frozen=True)
class Unit:
    """A unit of a course, as the course's settings were when it was first asked.

    Attributes:
        root: The folder of nbgrader_config.py.
        name: The unit's name, which is nbgrader's of the assignment.
    """

    root: Path
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", self.root.resolve())

    @cached_property
    def directory(self) -> Any:  # noqa: ANN401 - nbgrader is untyped
        """Nbgrader's view of the course's folders and gradebook.

        Raises:
            InputError: `root` is no course.
        """
        return course_directory(self.root)

    @cached_property
    def journal(self) -> Journal:
        """What was graded to the end."""
        return Journal(self.root, self.name)

    @cached_property
    def store(self) -> Store:
        """What checking came to, of all units."""
        return Store(self.root)

    @property
    def source(self) -> Path:
        """The instructor's folder of the unit."""
        return self._folder(self.directory.source_directory, ".")

    @property
    def has_gradebook(self) -> bool:
        """Whether there is a gradebook to be asked: one that is a file may not be there yet."""
        url = str(self.directory.db_url)
        return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()

    def submitted(self, student: str) -> Path:
        """Return the folder that a student handed in."""
        return self._folder(self.directory.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Return the folder of a student's graded notebooks."""
        return self._folder(self.directory.autograded_directory, student)

    def feedback(self, student: str) -> Path:
        """Return the folder of a student's feedback pages."""
        return self._folder(self.directory.feedback_directory, student)

    def results(self, student: str) -> tuple[Executed, ...]:
        """Return what checking a student's answers came to, a notebook each; none if nothing was graded."""
        entry = self.journal.read(student)
        return tuple(result for key in (entry.jobs if entry else ()) if (result := self.store.get(key)))

    def _folder(self, step: str, student: str) -> Path:
        return Path(self.directory.format_path(step, student, self.name))


def fingerprint(unit: Unit, student: str, due: str = "") -> str:
    """Return a word that changes with a submission, its unit, the course's settings or our code.

    A change to feedback alone is one of them: then marks and pages are made again, out of stored results.

    Links are told apart by where they point, and not followed. What is never read counts by its size.

    Args:
        unit: The unit.
        student: nbgrader's id of the student.
        due: When the submission was due, see `quaycrane.grading.gradebook.marks.Due`.
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


def students_of(unit: Unit) -> list[str]:
    """Return who handed in, by name.

    Raises:
        InputError: There is no such unit, or nobody handed in.
    """
    course = unit.directory
    if not unit.source.is_dir():
        raise InputError(f"There is no unit {unit.name} in {course.source_directory}/")
    submitted = Path(course.root, course.submitted_directory)
    students = sorted(path.parent.name for path in submitted.glob(f"*/{unit.name}"))
    if not students:
        raise InputError(f"Nobody handed in {unit.name}", why=f"{submitted} holds no submission")
    return students


def units_of(root: Path) -> tuple[str, ...]:
    """Return the units of a course that somebody handed in, by name."""
    course = Unit(root, "").directory
    submitted = Path(course.root, course.submitted_directory)
    sources = Path(course.root, course.source_directory)
    return tuple(sorted({path.name for path in submitted.glob("*/*") if (sources / path.name).is_dir()}))


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the course's lock: it goes with this process, however that ends."""
    folder = root / ".quaycrane"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            what, fix = "This course is being graded already", "Wait until the other process ends"
            raise QuaycraneError(what, fix=fix) from None
        yield
