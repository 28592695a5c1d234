"""Reads images: as the stream that `docker save` writes, and single files of one that never ran."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quaycrane.engine.ours.labels import RUN_LABEL
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_CHUNK_BYTES = 1 << 20


def saved(engine: "Connection", reference: str) -> Iterator[bytes]:
    """Yield the archive of an image as `docker save` writes it.

    Raises:
        QuaycraneError: There is no such image.
        NoEngineError: The engine stops answering.
    """
    with explained():
        yield from engine.client.images.get(reference).save(chunk_size=_CHUNK_BYTES)


def image_names(engine: "Connection") -> tuple[str, ...]:
    """Return the names of all images on an engine, as ``node:24-alpine``, but for those that we made.

    Raises:
        NoEngineError: The engine stops answering.
    """
    with explained():
        images = engine.client.images.list()
        return tuple(tag for one in images if RUN_LABEL not in one.labels for tag in one.tags)


def image_details(engine: "Connection", reference: str) -> dict[str, Any]:
    """Return what `docker image inspect` tells of an image.

    Raises:
        QuaycraneError: There is no such image.
    """
    with explained():
        return dict(engine.client.images.get(reference).attrs)


def layer_digests(engine: "Connection", reference: str) -> tuple[str, ...]:
    """Return the digests of an image's layers, bottom first; those of its base stand first."""
    return tuple(image_details(engine, reference)["RootFS"].get("Layers") or ())
