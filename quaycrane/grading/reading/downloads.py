"""Finds notebooks in what a learning platform gave to download, and takes no more than they may hold."""

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from quaycrane.errors import InputError
from quaycrane.grading.reading.answers import MAX_NOTEBOOK_BYTES, read_regular
from quaycrane.grading.reading.platform_names import Handed, notebook_of, read_name

_MOST_ZIP_BYTES = 16 * 1024 * 1024  # of one that a student packed
_MOST_FILES = 1000  # in such a one
_UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)


@dataclass(frozen=True)
class Part:
    """A file of the download.

    Attributes:
        handed: What its name says.
        content: Reads it, up to as many bytes as are named.
    """

    handed: Handed
    content: Callable[[int], bytes]


@dataclass(frozen=True)
class Candidate:
    """A notebook that somebody handed in.

    Attributes:
        notebook: The name without suffix under which it counts.
        rank: Greater for what was handed in later.
        handed: What its name says.
        content: Reads it; raises InputError where it is no notebook that can be read.
    """

    notebook: str
    rank: tuple[int, int]
    handed: Handed
    content: Callable[[], bytes]


def parts(folder: Path) -> Iterator[Part]:
    """Yield what lies in a folder, and in the zip files in it, under a name that a platform gives.

    Raises:
        InputError: A zip file cannot be read.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        name = path.relative_to(folder).as_posix()
        if handed := read_name(name):
            yield Part(handed, partial(read_regular, path))
        elif path.suffix.lower() == ".zip":
            yield from _in_zip(path)


def _in_zip(path: Path) -> Iterator[Part]:
    try:
        with ZipFile(path) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    except _UNREADABLE as error:
        raise InputError(f"{path.name} is no zip file that can be read", why=str(error)) from None
    for entry in entries:
        if handed := read_name(entry.filename):
            yield Part(handed, partial(_unpacked, path, entry))


def candidates(part: Part, notebooks: Sequence[str]) -> Iterator[Candidate]:
    """Yield the notebooks that a file is or, where a student packed some, holds.

    Args:
        part: The file.
        notebooks: The names of the unit's notebooks, without suffix.

    Raises:
        InputError: It is a zip file that cannot be read, or holds too much.
    """
    if part.handed.file.lower().endswith(".zip"):
        packed = part.content(_MOST_ZIP_BYTES)
        for entry in _entries(packed, part.handed.file):
            notebook, copy = notebook_of(entry.filename, notebooks)
            if notebook and "__MACOSX" not in entry.filename:
                content = partial(_unpacked, io.BytesIO(packed), entry, MAX_NOTEBOOK_BYTES)
                yield Candidate(notebook, (part.handed.order, copy), part.handed, content)
        return
    notebook, copy = notebook_of(part.handed.file, notebooks)
    if notebook:
        content = partial(part.content, MAX_NOTEBOOK_BYTES)
        yield Candidate(notebook, (part.handed.order, copy), part.handed, content)


def _entries(packed: bytes, name: str) -> list[ZipInfo]:
    try:
        entries = ZipFile(io.BytesIO(packed)).infolist()
    except _UNREADABLE as error:
        raise InputError(f"{name} is no zip file that can be read", why=str(error)) from None
    if len(entries) > _MOST_FILES:
        raise InputError(f"{name} holds {len(entries)} files", why=f"{_MOST_FILES} are allowed")
    return entries


def _unpacked(packed: Path | io.BytesIO, entry: ZipInfo, limit_bytes: int) -> bytes:
    """Return what an entry holds; what it says about its size is not believed."""
    try:
        with ZipFile(packed) as opened, opened.open(entry) as file:
            content = file.read(limit_bytes + 1)
    except _UNREADABLE as error:
        raise InputError(f"{entry.filename} cannot be unpacked", why=str(error)) from None
    if len(content) > limit_bytes:
        raise InputError(f"{entry.filename} is too large", why=f"{limit_bytes} bytes are allowed")
    return content
