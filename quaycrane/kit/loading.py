"""Puts images from an archive of the kit onto an engine."""

import json
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.engine import load as put
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit.archive import Archive, ArchivedImage, reading
from quaycrane.kit.catalogue import needed_by
from quaycrane.kit.provenance import STAND_IN_LABEL
from quaycrane.kit.space import require_on_engine
from quaycrane.kit.state import look_up, marker, with_tag

if TYPE_CHECKING:
    from quaycrane.engine import Engine

OnBytes = Callable[[int, int], None]
_CHUNK_BYTES = 1 << 20


def load(  # noqa: PLR0913 - one keyword each for what `kit load` can be told
    engine: "Engine",
    path: Path,
    references: Sequence[str] = (),
    *,
    force: bool = False,
    on_progress: Callable[[str], None] = print,
    on_bytes: OnBytes = lambda _done, _total: None,
) -> tuple[str, ...]:
    """Put images from an archive onto the engine, those that are there already left out.

    The archive is checked first: a damaged one changes nothing. Each image comes whole or not at
    all, and the same call goes on after an interruption.

    Args:
        engine: Where to.
        path: The archive.
        references: Which; none means all that it holds.
        force: Whether to replace images of the same names that are not ours.
        on_progress: Told what is being done.
        on_bytes: Told the bytes that were read, of how many.

    Returns:
        The references that were loaded.

    Raises:
        InputError: The archive is damaged, cut short, for another processor or without an image.
        QuaycraneError: The engine has no room, or an image of the same name that is not ours.
    """
    with reading(path) as archive:
        images = _wanted(engine, archive, references)
        todo = [image for image in images if not _same(engine, image)]
        if not force:
            _spare_others(engine, todo)
        require_on_engine(engine, archive.contents.size_bytes(todo), "Loading the archive")
        on_progress("checking the archive")
        archive.check(archive.contents.names(todo), on_bytes)
        total_bytes = sum(archive.contents.size_bytes([image]) for image in todo)
        counter = _Counter(on_bytes, total_bytes)
        for image in todo:
            on_progress(f"loading {image.reference}")
            put(engine, _stream(archive, image, counter))
            _mark(engine, image)
    return tuple(image.reference for image in todo)


def _wanted(engine: "Engine", archive: Archive, references: Sequence[str]) -> list[ArchivedImage]:
    with explained():
        architecture = str(engine.client.version()["Arch"])
    if archive.contents.architecture != architecture:
        raise InputError(
            f"The archive is for {archive.contents.architecture}, and this engine is {architecture}",
            fix=f"Make one on a machine like this one ({architecture}): quaycrane kit save FILE",
        )
    held = {image.reference: image for image in archive.contents.images}
    references = [one for name in references for one in (needed_by([name]) or (name,))]
    if absent := [reference for reference in references if reference not in held]:
        raise InputError(f"The archive does not hold {', '.join(absent)}", why=f"It holds {', '.join(held)}")
    return [held[reference] for reference in references or held]


def _same(engine: "Engine", image: ArchivedImage) -> bool:
    there = look_up(engine, image.reference)
    return there is not None and tuple(there.attrs["RootFS"].get("Layers") or []) == image.layer_digests


def _spare_others(engine: "Engine", images: Sequence[ArchivedImage]) -> None:
    """Refuse to take a name away from an image that the kit did not bring."""
    others = []
    for image in images:
        there, marked = look_up(engine, image.reference), look_up(engine, marker(image.reference))
        ours = there is None or there.labels.get(STAND_IN_LABEL) == image.reference
        if not ours and (marked is None or marked.id != there.id):
            others.append(image.reference)
    if others:
        raise QuaycraneError(
            f"The engine has images of its own under {', '.join(others)}",
            why="They differ from those in the archive; nothing was loaded",
            fix="Load the others by naming them, or replace these: quaycrane kit load --force FILE",
        )


def _stream(archive: Archive, image: ArchivedImage, counter: "_Counter") -> Iterator[bytes]:
    """Yield one image in the form of ``docker save``."""
    manifest = [
        {"Config": image.config, "RepoTags": [with_tag(image.reference)], "Layers": list(image.layers)}
    ]
    for name in dict.fromkeys((image.config, *image.layers)):
        size_bytes = archive.contents.parts[name].size_bytes
        yield _header(name, size_bytes)
        with archive.part(name) as part:
            while chunk := part.read(_CHUNK_BYTES):
                yield chunk
                counter.add(len(chunk))
        yield bytes(-size_bytes % tarfile.BLOCKSIZE)
    text = json.dumps(manifest).encode()
    yield _header("manifest.json", len(text)) + text + bytes(-len(text) % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _header(name: str, size_bytes: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size = size_bytes
    return entry.tobuf(format=tarfile.PAX_FORMAT)


def _mark(engine: "Engine", image: ArchivedImage) -> None:
    loaded = look_up(engine, image.reference)
    if loaded is None or not _same(engine, image):
        raise QuaycraneError(f"{image.reference} was loaded, but the engine does not have it as it was saved")
    if STAND_IN_LABEL not in loaded.labels:
        with explained():
            loaded.tag(marker(image.reference))


class _Counter:
    """Counts bytes for one who wants to know how far it is."""

    def __init__(self, on_bytes: OnBytes, total_bytes: int) -> None:
        self._on_bytes, self._total_bytes, self._done_bytes = on_bytes, total_bytes, 0

    def add(self, count: int) -> None:
        self._done_bytes += count
        self._on_bytes(self._done_bytes, self._total_bytes)
