"""What a release ships of a course, and how a newer one comes to a course that an instructor has changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from quaycrane.errors import InputError

RECORD = Path(".quaycrane", "shipped.json")
"""In a course's folder: what was shipped to it, and by which release."""

NEW_SUFFIX = ".new"
"""Ends the name under which a shipped file is laid beside one that the instructor changed."""

_SHIPPED = ("source", "nbgrader_config.py")
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__", "node_modules", ".predictions.json"}


class Fate(Enum):
    """What an upgrade does with a file."""

    ADDED = "added"
    RENEWED = "renewed"
    KEPT = "kept as you have it"
    CONFLICT = "changed by you and by the release"
    GONE = "no longer shipped, left as it is"


BROUGHT = frozenset({Fate.ADDED, Fate.RENEWED})
"""What an upgrade writes into a course under its own name."""


@dataclass(frozen=True)
class Step:
    """What becomes of one file.

    Attributes:
        path: Relative to the course's folder.
        fate: What is done with it.
    """

    path: Path
    fate: Fate


def shipped(origin: Path) -> dict[Path, Path]:
    """Return the files that a course gets, by their path in it.

    Args:
        origin: The folder that the package came with.
    """
    return {path.relative_to(origin): path for name in _SHIPPED for path in _files(origin / name)}


def lay_out(origin: Path, course: Path, version: str) -> list[Path]:
    """Make a course; return what was written.

    Args:
        origin: The folder that the package came with.
        course: The course's folder; it need not exist.
        version: Of the release.

    Raises:
        InputError: There is a course, or something else under a name that it needs.
    """
    files = shipped(origin)
    generated = {path.relative_to(origin): path for path in _files(origin / "release")}
    everything = files | generated
    if taken := next((path for path in (RECORD, *everything) if (course / path).exists()), None):
        raise InputError(
            f"{course} holds {taken} already",
            fix=f"Name an empty folder, or bring this one up to date: quaycrane upgrade {course}",
        )
    for path, source in everything.items():
        _write(course / path, source.read_bytes())
    _record(course, files, version)
    return [*everything]


def steps(origin: Path, course: Path) -> list[Step]:
    """Return what an upgrade would do, and do nothing.

    A file that the instructor did not change becomes the release's. One that the release did not change
    stays the instructor's. Where both did, the instructor's stays.

    Raises:
        InputError: `course` was not laid out by `quaycrane init`.
    """
    return [*_steps(shipped(origin), course, _recorded(course))]


def upgrade(origin: Path, course: Path, version: str) -> list[Step]:
    """Bring a newer release to a course; return what was done.

    Where the release and the instructor changed a file, the release's is laid beside it, with `NEW_SUFFIX`.

    Raises:
        InputError: `course` was not laid out by `quaycrane init`.
    """
    files, done = shipped(origin), steps(origin, course)
    for step in done:
        if step.fate in BROUGHT:
            _write(course / step.path, files[step.path].read_bytes())
        elif step.fate is Fate.CONFLICT:
            beside = step.path.with_name(step.path.name + NEW_SUFFIX)
            _write(course / beside, files[step.path].read_bytes())
    _record(course, files, version)
    return done


def _steps(files: Mapping[Path, Path], course: Path, before: Mapping[str, str]) -> Iterator[Step]:
    for path, source in files.items():
        old, new, here = before.get(path.as_posix()), _digest(source), _digest(course / path)
        if here == new:
            continue
        if not here and old is None:
            yield Step(path, Fate.ADDED)
        elif here == old:
            yield Step(path, Fate.RENEWED)
        elif new == old:  # changed, or removed, by the instructor
            yield Step(path, Fate.KEPT)
        else:
            yield Step(path, Fate.CONFLICT)
    for name in sorted(set(before) - {path.as_posix() for path in files}):
        if (course / name).exists():
            yield Step(Path(name), Fate.GONE)


def _recorded(course: Path) -> Mapping[str, str]:
    try:
        return dict(json.loads((course / RECORD).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{course} was not laid out by `quaycrane init`",
            why=f"There is no {RECORD} in it that can be read",
            fix="Give the folder of such a course; a clone is brought up to date by git",
        ) from None


def _record(course: Path, files: Mapping[Path, Path], version: str) -> None:
    digests = {path.as_posix(): _digest(source) for path, source in files.items()}
    _write(course / RECORD, json.dumps({"version": version, "files": digests}, indent=1).encode())


def _files(place: Path) -> Iterator[Path]:
    found = [place] if place.is_file() else sorted(place.rglob("*"))
    return (path for path in found if path.is_file() and not _LEFT_OUT & {*path.relative_to(place).parts})


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
