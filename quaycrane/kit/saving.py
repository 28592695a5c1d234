"""Writes images of the kit into one archive."""

import hashlib
import json
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import zstandard

from quaycrane.engine import explained
from quaycrane.engine import saving as image_stream
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit.archive import CONTENTS, ArchivedImage, Contents, Part
from quaycrane.kit.catalogue import KitImage, chosen
from quaycrane.kit.space import require
from quaycrane.kit.state import State, look_up, state, with_tag

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PACKED = 0.45
"""What is left of images when they are packed, at most, as far as was measured."""

_ON_STICK = "Free some there, write to another disk, or take fewer images: name them"


def save(
    engine: "Engine",
    path: Path,
    references: Sequence[str] = (),
    *,
    force: bool = False,
    on_bytes: Callable[[int, int], None] = lambda _done, _total: None,
) -> Contents:
    """Write images of the kit into an archive; broken off anywhere, none is left.

    Args:
        engine: Where the images are.
        path: The archive's file.
        references: References, or units that need images; none means the whole kit.
        force: Whether to replace a file that is there.
        on_bytes: Told the bytes that were packed, of about how many.

    Returns:
        What it holds.

    Raises:
        InputError: The file is there already.
        QuaycraneError: An image is not there, or the disk has no room.
    """
    if path.exists() and not force:
        raise InputError(f"{path} is there already", fix="Take another name, or replace it with --force")
    if not path.resolve().parent.is_dir():
        raise InputError(f"There is no folder {path.resolve().parent}", fix="Make it, or take another")
    images = chosen(*references)
    require_there(engine, images)
    layers = {layer.digest: layer.size_bytes for one in images for layer in engine.layers(one.reference)}
    total_bytes = sum(layers.values())
    require(path.resolve().parent, int(total_bytes * _PACKED), "The archive", _ON_STICK)
    part = path.with_name(path.name + ".part")
    try:
        contents = _write(engine, part, [image.reference for image in images], total_bytes, on_bytes)
        part.replace(path)
    except tarfile.TarError as error:
        raise QuaycraneError("The engine broke off", why=str(error), fix="Save once more") from None
    except OSError as error:
        raise QuaycraneError(
            f"{path} cannot be written", why=str(error.strerror or error), fix=_ON_STICK
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return contents


def require_there(engine: "Engine", images: Sequence[KitImage]) -> None:
    """Raise where an image of the kit is not on the engine."""
    absent = [image.reference for image in images if state(engine, image) is State.ABSENT]
    if absent:
        raise QuaycraneError(
            f"{len(absent)} images of the kit are not on the engine: {', '.join(absent)}",
            fix=f"Get them: quaycrane kit fetch {' '.join(absent)}",
        )


def _write(
    engine: "Engine",
    path: Path,
    references: Sequence[str],
    total_bytes: int,
    on_bytes: Callable[[int, int], None],
) -> Contents:

    def tell(before_bytes: int, packed_bytes: int) -> None:
        on_bytes(min(before_bytes + packed_bytes, total_bytes), total_bytes)

    parts: dict[str, Part] = {}
    manifest: list[dict[str, Any]] = []
    with explained():
        architecture = str(engine.client.version()["Arch"])
    with (
        zipfile.ZipFile(path, "w", allowZip64=True) as files,
        image_stream(engine, references) as stream,
        tarfile.open(fileobj=stream, mode="r|") as images,
    ):
        for member in images:
            source = images.extractfile(member) if member.isfile() else None
            if source is None:
                continue
            if member.name == "manifest.json":
                manifest = json.loads(source.read())
            else:
                done_bytes = sum(part.size_bytes for part in parts.values())
                parts[member.name] = _pack(files, member, source, partial(tell, done_bytes))
        contents = _contents(engine, references, architecture, manifest, parts)
        files.writestr(CONTENTS, contents.to_json())
    return contents


def _pack(
    files: zipfile.ZipFile, member: tarfile.TarInfo, source: IO[bytes], on_packed: Callable[[int], None]
) -> Part:
    packer = zstandard.ZstdCompressor(level=3, threads=-1)
    with files.open(zipfile.ZipInfo(member.name + ".zst"), "w", force_zip64=True) as target:
        digest = hashlib.sha256()
        for chunk in packer.read_to_iter(source, size=member.size):
            digest.update(chunk)
            target.write(chunk)
            on_packed(source.tell())
    return Part(member.size, digest.hexdigest())


def _contents(
    engine: "Engine",
    references: Sequence[str],
    architecture: str,
    manifest: list[dict[str, Any]],
    parts: dict[str, Part],
) -> Contents:
    entries = {tag: entry for entry in manifest for tag in entry.get("RepoTags") or []}
    images = []
    for reference in references:
        entry = entries[with_tag(reference)]
        digests = look_up(engine, reference).attrs["RootFS"].get("Layers") or []
        images.append(ArchivedImage(reference, entry["Config"], tuple(entry["Layers"]), tuple(digests)))
    contents = Contents(architecture, tuple(images), {})
    needed = contents.names(images)
    return Contents(architecture, tuple(images), {name: parts[name] for name in sorted(needed)})
