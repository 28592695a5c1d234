"""Looks at the content of files as they pass: secrets, also inside archives, and what lists packages."""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

import zstandard

from quaycrane.checks.image.model import File
from quaycrane.checks.image.secret_forms import (
    ANYWHERE,
    IN_SETTINGS,
    SETTINGS_FILE,
    Form,
    find_decoded,
    find_forms,
)

_CHUNK_BYTES, _OVERLAP_BYTES = 1 << 20, 4096
_MOST_INSIDE_BYTES = 64 << 20
_DEEPEST = 3
_MOST_TEXT_BYTES = 1 << 20
_KEPT = re.compile(
    r"^(?:etc/passwd|var/lib/dpkg/status(?:\.d/[^/]+)?|lib/apk/db/installed|.*/node_modules/(?:@[^/]+/)?[^/]+/package\.json"
    r"|.*\.dist-info/METADATA)$"
)

_ELF, _ZIP, _ZSTD, _TAR = b"\x7fELF", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"ustar"
_OPENERS: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda data: gzip.GzipFile(fileobj=data),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    zstandard.ZstdError,
    tarfile.TarError,
)


@dataclass(frozen=True)
class Note:
    """What is worth knowing of a file's content.

    Attributes:
        secrets: What each is, with what it begins.
        text: The content of a file that lists packages or users.
    """

    secrets: tuple[str, ...] = ()
    text: str = ""


def note_content(file: File, content: IO[bytes]) -> Note | None:
    """Return a note of a file's secrets, and of its text where it lists packages or users."""
    kept = _KEPT.match(file.path) and file.size_bytes <= 16 * _MOST_TEXT_BYTES
    data = io.BytesIO(content.read()) if kept else content
    secrets = tuple(dict.fromkeys(f"{what} ({_begin(said)}…)" for what, said in _secrets(file.path, data)))
    text = data.getvalue().decode("utf-8", "replace") if isinstance(data, io.BytesIO) else ""
    return Note(secrets, text) if secrets or text else None


def note_lists(file: File, content: IO[bytes]) -> Note | None:
    """Return a note of a file that lists packages or users, and look into no other."""
    if _KEPT.match(file.path) and file.size_bytes <= 16 * _MOST_TEXT_BYTES:
        return Note(text=content.read().decode("utf-8", "replace"))
    return None


def holds(secret: tuple[bytes, ...]) -> Callable[[File, IO[bytes]], Note | None]:
    """Return what looks for a known secret, in each of its spellings."""

    def look(_: File, content: IO[bytes]) -> Note | None:
        is_there = any(one in piece for piece in _pieces(content) for one in secret)
        return Note(("the secret that the build was given",)) if is_there else None

    return look


def _secrets(path: str, content: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    forms: tuple[Form, ...] = ANYWHERE
    for number, piece in enumerate(_pieces(content)):
        if number == 0 and piece.startswith(_ELF):  # libraries carry the keys of their self-tests
            forms = tuple(form for form in ANYWHERE if form.anchor != b"PRIVATE KEY")
        yield from find_forms(piece, forms)
        if number == 0 and len(piece) <= _MOST_TEXT_BYTES:
            if SETTINGS_FILE.search(path):
                yield from find_forms(piece, IN_SETTINGS)
            if b"\0" not in piece:
                yield from find_decoded(piece)


def _pieces(content: IO[bytes], depth: int = 0) -> Iterator[bytes]:
    """Yield the content in pieces that overlap, then what is packed into it."""
    head = content.read(_CHUNK_BYTES)
    yield head
    packed = head if _is_packed(head) and depth < _DEEPEST else b""
    piece = head
    while chunk := content.read(_CHUNK_BYTES):
        piece = piece[-_OVERLAP_BYTES:] + chunk
        yield piece
        packed += chunk if packed and len(packed) < _MOST_INSIDE_BYTES else b""
    if packed:
        for inside in _unpacked(packed):
            yield from _pieces(io.BytesIO(inside), depth + 1)


def _is_packed(head: bytes) -> bool:
    return head.startswith((_ZIP, _ZSTD, *_OPENERS)) or head[257:262] == _TAR


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what an archive holds, as far as it is sound and not endless."""
    with suppress(*_BROKEN):
        if data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    with archive.open(name) as inside:
                        yield inside.read(_MOST_INSIDE_BYTES)
        elif data.startswith(_ZSTD):
            with zstandard.ZstdDecompressor().stream_reader(data) as inside:
                yield inside.read(_MOST_INSIDE_BYTES)
        elif data[257:262] == _TAR:
            with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
                yield from (_member(tar, entry) for entry in tar if entry.isreg())
        else:
            opener = next(opener for magic, opener in _OPENERS.items() if data.startswith(magic))
            with opener(io.BytesIO(data)) as inside:
                yield inside.read(_MOST_INSIDE_BYTES)


def _member(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    content = tar.extractfile(entry)
    return content.read(_MOST_INSIDE_BYTES) if content else b""


def _begin(secret: bytes) -> str:
    return secret[:6].decode("utf-8", "replace")
