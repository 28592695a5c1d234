"""Reads what comes in pieces as a file, and what is packed as what it holds: archives of images come so."""

import gzip
import io
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE_BYTES = 1 << 20
"""How much of an archive is read at once."""

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def as_file(pieces: Iterable[bytes]) -> io.BufferedReader:
    """Return pieces of bytes as a file that is read once."""
    return io.BufferedReader(_Pieces(iter(pieces)), PIECE_BYTES)


def unpacked(stored: IO[bytes]) -> IO[bytes]:
    """Return what is in a file packed by gzip or zstd, of which nothing was read; any other as it is."""
    begin = stored.peek(len(_ZSTD)) if isinstance(stored, io.BufferedReader) else b""
    if begin.startswith(_GZIP):
        return gzip.GzipFile(fileobj=stored)  # type: ignore[return-value] # it reads
    if begin.startswith(_ZSTD):
        return zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
    return stored


class _Pieces(io.RawIOBase):
    """A stream over pieces of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        into = memoryview(buffer).cast("B")
        while not self._rest and (piece := next(self._pieces, None)) is not None:
            self._rest = piece
        taken = min(len(into), len(self._rest))
        into[:taken], self._rest = self._rest[:taken], self._rest[taken:]
        return taken
