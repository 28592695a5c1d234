"""Builds a Dockerfile that copies nothing, and runs what came of it."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import image_details, run_once

if TYPE_CHECKING:
    from quaycrane.engine import Build, Engine


def built(
    engine: "Engine", dockerfile: str, *, tag: str | None = None, arguments: Mapping[str, str] | None = None
) -> "Build":
    """Build a Dockerfile in an empty folder.

    Args:
        engine: Where to build.
        dockerfile: Its text.
        tag: A name for the image.
        arguments: What `--build-arg` gives.

    Raises:
        BuildError: It does not build.
    """
    with tempfile.TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        return engine.build(Path(folder), dockerfile=dockerfile, tag=tag, arguments=arguments or {})


def printed(
    engine: "Engine", image: str, command: Sequence[str], environment: Mapping[str, str] | None = None
) -> str:
    """Return what a command prints in a new container, without the spaces around it."""
    return run_once(engine, image, command, environment=environment or {}).output.strip()


def kept(engine: "Engine", image: str, name: str) -> str:
    """Return the value of a variable in an image's configuration, empty for none."""
    pairs = (pair.partition("=") for pair in image_details(engine, image)["Config"].get("Env") or [])
    return next((value for own, _, value in pairs if own == name), "")
