"""Removes containers and images in the wrong order, and records what the engine says to it."""

import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained, wait_until
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_DOCKERFILE = "FROM alpine:3\nRUN echo {token} > /made-here\n"


@dataclass(frozen=True)
class Removal:
    """What the engine did.

    Attributes:
        image_outlives_container: Whether the image is there after its container was removed.
        refusal: What the engine said to removing an image whose container runs.
        forced_refusal: What it said to the same by force; empty when it obeyed.
        running_goes_on: Whether the container still ran afterwards.
        image_gone: Whether force took the image from below a stopped container.
        stopped_keeps_files: Whether that container's files could still be read.
    """

    image_outlives_container: bool
    refusal: str
    forced_refusal: str
    running_goes_on: bool
    image_gone: bool
    stopped_keeps_files: bool


def removal(engine: "Engine") -> Removal:
    """Remove an image below a running and below a stopped container.

    Args:
        engine: Where to try.

    Raises:
        QuaycraneError: The engine went away.
    """
    with tempfile.TemporaryDirectory() as empty:
        dockerfile = _DOCKERFILE.format(token=uuid.uuid4())
        image = engine.build(Path(empty), dockerfile=dockerfile).image_id
    with engine.running(image, ["true"]):
        pass
    outlives = _is_there(engine, image)
    with engine.running(image, ["sleep", "60"], init=True) as user:
        refusal = _remove(engine, image, force=False)
        forced = _remove(engine, image, force=True)
        goes_on = user.exit_code is None
        with explained():
            user.container.stop(timeout=1)
        _remove(engine, image, force=True)
        gone = wait_until(lambda: not _is_there(engine, image) or None, timeout_seconds=10, what="it is gone")
        with explained():
            _, status = user.container.get_archive("/made-here")
    return Removal(outlives, refusal, forced, goes_on, gone, bool(status))


def _remove(engine: "Engine", image: str, *, force: bool) -> str:
    try:
        with explained():
            engine.client.images.remove(image, force=force)
    except QuaycraneError as refused:
        return refused.why or refused.what
    return ""


def _is_there(engine: "Engine", image: str) -> bool:
    try:
        with explained():
            engine.client.images.get(image)
    except QuaycraneError:
        return False
    return True
