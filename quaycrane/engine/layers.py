"""The layers of an image: digest, size and the instruction that made each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine.failures import explained

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(frozen=True)
class Layer:
    """One layer of an image.

    Attributes:
        digest: The digest of its files, uncompressed (``diff_id`` in the OCI image specification).
        size_bytes: The bytes of its files, as the engine's history gives them.
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
        size_bytes: The bytes it added.
        makes_layer: Whether a layer came of it.
    """

    instruction: str
    size_bytes: int
    makes_layer: bool


def history(client: "DockerClient", reference: str) -> tuple[HistoryEntry, ...]:
    """Return the history of an image, oldest entry first.

    The engine does not say which entries made a layer: those that the image's layers are left
    for, counted from entries that cannot have made one.
    """
    with explained():
        image = client.images.get(reference)
        entries = list(reversed(image.history()))
    spare = len(entries) - len(image.attrs["RootFS"].get("Layers") or [])
    made = []
    for entry in entries:
        empty = spare > 0 and not entry["Size"] and _only_configures(entry["CreatedBy"])
        spare -= empty
        made.append(HistoryEntry(_readable(entry["CreatedBy"]), entry["Size"], not empty))
    return tuple(made)


def layers(client: "DockerClient", reference: str) -> tuple[Layer, ...]:
    """Return the layers of an image, bottom first.

    Raises:
        QuaycraneError: There is no such image.
    """
    with explained():
        digests = client.images.get(reference).attrs["RootFS"].get("Layers") or []
    made = [entry for entry in history(client, reference) if entry.makes_layer]
    padding = [HistoryEntry("(not in the history)", 0, makes_layer=True)] * (len(digests) - len(made))
    pairs = zip(digests, [*padding, *made], strict=False)
    return tuple(Layer(digest, entry.size_bytes, entry.instruction) for digest, entry in pairs)


def _only_configures(created_by: str) -> bool:
    words = created_by.split()
    while words and words[0] in {"/bin/sh", "-c", "#(nop)"}:
        words = words[1:]
    return not words or words[0] not in {"RUN", "COPY", "ADD", "WORKDIR"}


def _readable(created_by: str) -> str:
    text = created_by.removesuffix(" # buildkit").replace("/bin/sh -c #(nop) ", "")
    return text.replace("RUN /bin/sh -c ", "RUN ").strip()
