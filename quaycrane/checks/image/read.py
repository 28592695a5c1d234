"""Reads an image from the stream of `docker save`, in one pass, in either layout and from either store."""

import gzip
import json
import posixpath
import stat
import tarfile
import zlib
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import IO, Any

import zstandard

from quaycrane.checks.image.model import File, Image, Layer
from quaycrane.engine import as_file, unpacked
from quaycrane.errors import InputError, QuaycraneError

Look = Callable[[File, IO[bytes]], Any]
"""Looks at a file's content and returns what is worth a note, or None."""

MOST_FILES = 500_000
"""The most files of an image that are read."""

_BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
_BY_DIGEST = "blobs/sha256/"
_MOST_DOCUMENT_BYTES = 8 << 20
_HIDES, _EMPTIES = ".wh.", ".wh..wh..opq"


def read_image(
    chunks: Iterable[bytes], look: Look | None = None, known: MutableMapping[str, Layer] | None = None
) -> Image:
    """Return the image in an archive of `docker save`: docker-archive or OCI, plain, gzip or zstd.

    Args:
        chunks: The archive, in pieces.
        look: Called with each file and its content.
        known: Layers that were read with the same `look` before, and where this one's are kept.

    Raises:
        InputError: It is no archive of an image, or an endless one.
    """
    taken = _Taken(look, {} if known is None else known)
    try:
        with tarfile.open(fileobj=as_file(chunks), mode="r|") as archive:
            for member in archive:
                taken.take(posixpath.normpath(member.name), member, archive)
    except (*_BROKEN, EOFError, ValueError) as error:
        raise InputError("This is no archive of an image", why=str(error)) from None
    return _assembled(taken.documents, taken.layers)


@dataclass
class _Taken:
    """What was taken out of an archive: which blob is what is told after the blobs."""

    look: Look | None
    known: MutableMapping[str, Layer]
    documents: dict[str, Any] = field(default_factory=dict)
    layers: dict[str, Layer] = field(default_factory=dict)

    def take(self, name: str, member: tarfile.TarInfo, archive: tarfile.TarFile) -> None:
        """Take a member for what its first bytes say it is."""
        if member.issym() or member.islnk():
            folder = posixpath.dirname(name) if member.issym() else ""
            same = posixpath.normpath(posixpath.join(folder, member.linkname))
            self.layers |= {name: self.layers[same]} if same in self.layers else {}
            return
        content: Any = archive.extractfile(member)
        if content is None:
            return
        head = content.peek(4)[:4]
        if head[:1] in {b"{", b"["}:
            self.documents[name] = json.loads(content.read(_MOST_DOCUMENT_BYTES))
        elif head and posixpath.basename(name) != "VERSION":
            layer = self.layers[name] = self.known.get(name) or _layer(content, self.look)
            if name.startswith(_BY_DIGEST):
                self.known[name] = layer


def _layer(content: Any, look: Look | None) -> Layer:  # noqa: ANN401 - the same
    files: dict[str, File] = {}
    removed, emptied, notes = set[str](), set[str](), {}
    with tarfile.open(fileobj=unpacked(content), mode="r|*", bufsize=1 << 20) as tar:
        for member in tar:
            folder, base = posixpath.split(posixpath.normpath(member.name).lstrip("/"))
            if base == _EMPTIES:
                emptied.add(folder)
            elif base.startswith(_HIDES):
                removed.add(posixpath.join(folder, base.removeprefix(_HIDES)))
            elif base not in {"", "."}:
                file = _file(member)
                files[file.path] = file
                inside = tar.extractfile(member) if look and member.isreg() else None
                if look and inside and (note := look(file, inside)) is not None:
                    notes[file.path] = note
            if len(files) > MOST_FILES:
                raise InputError(f"A layer has more than {MOST_FILES} files")
    return Layer(files, frozenset(removed), frozenset(emptied), notes)


def _file(member: tarfile.TarInfo) -> File:
    kind = "other"
    if member.isreg() or member.islnk():
        kind = "file"
    elif member.isdir():
        kind = "folder"
    elif member.issym():
        kind = "link"
    size = member.size if member.isreg() else 0
    path = posixpath.normpath(member.name).lstrip("/")
    mode = stat.S_IMODE(member.mode)
    return File(path, kind, size, mode, member.uid, member.gid, member.linkname)


def _assembled(documents: dict[str, Any], layers: dict[str, Layer]) -> Image:
    if "manifest.json" in documents:
        manifest = documents["manifest.json"][0]
        config, names = documents[posixpath.normpath(manifest["Config"])], manifest["Layers"]
    elif "index.json" in documents:
        manifest = _manifest(documents["index.json"], documents)
        config = documents[_blob(manifest["config"])]
        names = [_blob(layer) for layer in manifest["layers"]]
    else:
        raise InputError("This is no archive of an image", why="It has neither manifest.json nor index.json")
    layers_of_image = [layers.get(posixpath.normpath(name)) for name in names]
    entries = config.get("history") or []
    made = [_readable(entry) for entry in entries if not entry.get("empty_layer")]
    made = [""] * (len(layers_of_image) - len(made)) + made
    if None in layers_of_image:
        raise QuaycraneError("The engine saved an image without all of its layers")
    whole = tuple(
        Layer(layer.files, layer.removed, layer.emptied, layer.notes, instruction)
        for layer, instruction in zip(layers_of_image, made, strict=False)
        if layer
    )
    return Image(whole, config.get("config") or {}, tuple(_readable(entry) for entry in entries))


def _manifest(index: dict[str, Any], documents: dict[str, Any]) -> dict[str, Any]:
    """Return the manifest of an image's only platform; attestations are none."""
    for entry in index["manifests"]:
        if "attestation" not in str(entry.get("annotations")) and _blob(entry) in documents:
            manifest: dict[str, Any] = documents[_blob(entry)]
            return _manifest(manifest, documents) if "manifests" in manifest else manifest
    raise InputError("This archive holds no image for any platform")


def _blob(descriptor: dict[str, Any]) -> str:
    return f"blobs/{descriptor['digest'].replace(':', '/')}"


def _readable(entry: dict[str, Any]) -> str:
    return str(entry.get("created_by") or "").removesuffix(" # buildkit")
