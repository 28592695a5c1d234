"""Weighs layers by their files, where the engine's own figures mean something else.

The containerd image store tells what a layer takes on disk, in whole blocks and with its folders:
half as much again for a layer of small files. Podman tells the bytes of its archive. Docker's older
stores tell the bytes of its files.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from typing import IO, TYPE_CHECKING
from weakref import WeakKeyDictionary

from quaycrane.engine.connection.facts import answering_product
from quaycrane.engine.images.pieces import PIECE_BYTES, as_file, unpacked
from quaycrane.engine.images.weight_memory import WeightMemory
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from docker import DockerClient

_weighed = WeightMemory()
_file_sizes: "WeakKeyDictionary[DockerClient, bool]" = WeakKeyDictionary()


def gives_file_sizes(client: "DockerClient") -> bool:
    """Return whether the engine's history gives the bytes of a layer's files."""
    if client not in _file_sizes:
        with explained():
            status = dict(client.info().get("DriverStatus") or [])
            by_docker = answering_product(client.version()) != "Podman"
        _file_sizes[client] = by_docker and status.get("driver-type") != "io.containerd.snapshotter.v1"
    return _file_sizes[client]


def weigh(client: "DockerClient", reference: str, digests: Sequence[str]) -> list[int]:
    """Return the bytes of the files of each layer, read from the archive that the engine exports.

    Args:
        client: Where the image is.
        reference: The image.
        digests: Its layers, each the digest of what is in it, uncompressed.

    Raises:
        QuaycraneError: The engine does not export it.
    """
    missing = {digest for digest in digests if digest not in _weighed}
    if missing:
        with explained(), closing(client.api.get_image(reference, PIECE_BYTES)) as pieces:
            for digest, size_bytes in _layers_in(as_file(pieces), digests):
                _weighed[digest] = size_bytes
                missing.discard(digest)
                if not missing:
                    break
    return [_weighed.get(digest) for digest in digests]


class _Hashed(io.RawIOBase):
    """A stream that takes the digest of what is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._hash = source, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        into = memoryview(buffer).cast("B")
        read = self._source.read(len(into))
        into[: len(read)] = read
        self._hash.update(read)
        return len(read)

    def digest(self) -> str:
        while self.read(PIECE_BYTES):
            pass
        return f"sha256:{self._hash.hexdigest()}"


def _layers_in(archive: IO[bytes], digests: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield digest and bytes of each layer in an image's archive; its other files are no archives."""
    with tarfile.open(fileobj=archive, mode="r|", bufsize=PIECE_BYTES) as image:
        for member in image:
            digest = f"sha256:{member.name.rpartition('/')[2]}"
            stored = image.extractfile(member) if member.isfile() and digest not in _weighed else None
            if stored is None:
                continue
            with suppress(tarfile.ReadError):
                if digest in digests:  # stored as it is, under its own digest
                    yield digest, _files_bytes(stored)
                else:
                    files = _Hashed(unpacked(stored))
                    size_bytes = _files_bytes(files)
                    yield files.digest(), size_bytes


def _files_bytes(layer: IO[bytes] | io.RawIOBase) -> int:
    with tarfile.open(fileobj=layer, mode="r|", bufsize=PIECE_BYTES) as files:
        return sum(entry.size for entry in files)
