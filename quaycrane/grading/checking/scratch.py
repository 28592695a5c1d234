"""Lays out the folder in which the checks of one submission run."""

import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path


def unit_files(unit: Path, ignore: Iterable[str]) -> Iterator[Path]:
    """Yield a unit's own files, in order: no notebook, no link, nothing to be ignored.

    Args:
        unit: ``source/<unit>``.
        ignore: Names of files and folders that are no part of a unit, as patterns.
    """
    patterns = (*ignore, "*.ipynb")
    for top, folders, files in os.walk(unit):
        folders[:] = sorted(name for name in folders if not _matches(name, patterns))
        for name in sorted(files):
            path = Path(top, name)
            if not _matches(name, patterns) and not path.is_symlink() and path.is_file():
                yield path


def lay_scratch(archive: bytes, scratch: Path, answers: Iterable[tuple[str, str | None]]) -> None:
    """Fill `scratch` with the unit's own files and a student's answers.

    Where an answer is missing there is no file, not the instructor's.

    Args:
        archive: The unit's own files, as a tar archive.
        scratch: An empty folder.
        answers: The path of each answer, and its text; None for a missing one.
    """
    _unpack(archive, scratch)
    for path, text in answers:
        (scratch / path).unlink(missing_ok=True)
        if text is not None:
            write_answer(scratch, path, text)


def write_answer(folder: Path, path: str, text: str) -> None:
    """Write an answer below `folder` as the unit's magic does, ending in a line end."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    end = "" if text.endswith(("\n", "\r")) or not text else "\n"
    target.write_bytes((text + end).encode())


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the files of an archive of ours, which holds nothing else.

    Not by `extractall`, whose filters Python 3.11.2 lacks, and which later ones do not do without.
    """
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for entry in files:
            content = files.extractfile(entry)
            if content is not None:
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
                target.chmod(entry.mode & 0o777)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
