"""The layers of an image: digest, size and the instruction that made each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quaycrane.engine.images.weighing import gives_file_sizes, weigh
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(frozen=True)
class Layer:
    """One layer of an image.

    Attributes:
        digest: The digest of its files, uncompressed (``diff_id`` in the OCI image specification).
        size_bytes: The bytes of its files, the same on every image store.
        instruction: What made it.
    """

    digest: str
    size_bytes: int
    instruction: str


@dataclass(frozen=True)
class HistoryEntry:
    """One entry of an image's history, which may have made no layer.

    Attributes:
        instruction: What made it.
        size_bytes: The bytes of the files it added.
        makes_layer: Whether a layer came of it.
    """

    instruction: str
    size_bytes: int
    makes_layer: bool


def history(client: "DockerClient", reference: str) -> tuple[HistoryEntry, ...]:
    """Return the history of an image, oldest entry first.

    Raises:
        QuaycraneError: There is no such image.
    """
    return _read(client, reference)[0]


def layers(client: "DockerClient", reference: str) -> tuple[Layer, ...]:
    """Return the layers of an image, bottom first.

    Raises:
        QuaycraneError: There is no such image.
    """
    entries, digests = _read(client, reference)
    made = [entry for entry in entries if entry.makes_layer]
    padding = [HistoryEntry("(not in the history)", 0, makes_layer=True)] * (len(digests) - len(made))
    pairs = zip(digests, [*padding, *made], strict=False)
    return tuple(Layer(digest, entry.size_bytes, entry.instruction) for digest, entry in pairs)


def _read(client: "DockerClient", reference: str) -> tuple[tuple[HistoryEntry, ...], list[str]]:
    with explained():
        image = client.images.get(reference)
        entries = list(reversed(image.history()))
    digests = list(image.attrs["RootFS"].get("Layers") or [])
    history_read = tuple(_marked(entries, len(digests)))
    if gives_file_sizes(client):
        return history_read, digests
    sizes = iter(weigh(client, reference, digests))
    made = sum(entry.makes_layer for entry in history_read)
    for _ in range(len(digests) - made):
        next(sizes)
    weighed = (
        replace(entry, size_bytes=next(sizes, 0) if entry.makes_layer else 0) for entry in history_read
    )
    return tuple(weighed), digests


def _marked(entries: list[dict[str, Any]], layer_count: int) -> Iterator[HistoryEntry]:
    """Tell which entries made a layer, for the engine does not say it.

    It is those that the image's layers are left for, counted from entries that cannot have made one.
    """
    spare = len(entries) - layer_count
    for entry in entries:
        empty = spare > 0 and not entry["Size"] and _only_configures(entry["CreatedBy"])
        spare -= empty
        yield HistoryEntry(_readable(entry["CreatedBy"]), entry["Size"], not empty)


def _only_configures(created_by: str) -> bool:
    words = created_by.split()
    while words and words[0] in {"/bin/sh", "-c", "#(nop)"}:
        words = words[1:]
    if words[:2] == ["WORKDIR", "/"]:  # the one folder that is always there
        return True
    return not words or words[0] not in {"RUN", "COPY", "ADD", "WORKDIR"}


def _readable(created_by: str) -> str:
    text = created_by.removesuffix(" # buildkit").replace("/bin/sh -c #(nop) ", "")
    return text.replace("RUN /bin/sh -c ", "RUN ").strip()
