"""Copies of images that share no layer with anything here, for what is measured with a registry."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from quaycrane.engine import RUN_LABEL, explained, run_name
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine


def one_layer_copy(engine: "Engine", reference: str, name: str, tag: str) -> None:
    """Make an image of one layer with all files of another, by `export` and `import`.

    Args:
        engine: Where.
        reference: The other image.
        name: What the copy is called.
        tag: Its tag.

    Raises:
        QuaycraneError: The other image is not there, or the engine refused.
    """
    with explained(), at_rest(engine, reference) as container:
        label = f'LABEL {RUN_LABEL}="{run_name()}"'
        engine.client.api.import_image_from_stream(
            container.export(), repository=name, tag=tag, changes=[label]
        )


@contextmanager
def at_rest(engine: "Engine", reference: str) -> Iterator[Any]:
    """Give a container of an image that is never started, for its files."""
    container = engine.client.containers.create(reference, ["none"])
    try:
        yield container
    finally:
        container.remove(force=True, v=True)


def pull_seconds(engine: "Engine", name: str, tag: str) -> float:
    """Pull an image; return the seconds that it took.

    Raises:
        QuaycraneError: The pull failed.
    """
    began = time.monotonic()
    with explained():
        engine.client.images.pull(name, tag)
    return time.monotonic() - began


def forget(engine: "Engine", name: str, *tags: str) -> None:
    """Remove the engine's copies of these tags, where they are; layers go that nothing else holds."""
    for tag in tags:
        with suppress(QuaycraneError), explained():
            engine.client.images.remove(f"{name}:{tag}")
