"""Lets a folder into a build, and tells which of its files the engine was given."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quaycrane.engine import run_once

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_LIST = "FROM alpine:3\nCOPY . /context\n"


def arriving(engine: "Engine", ignored: str, files: Mapping[str, str]) -> tuple[str, ...]:
    """Build with a folder as context, and return the paths that came into the image.

    Args:
        engine: Where to build.
        ignored: What its `.dockerignore` says.
        files: The folder's files.

    Raises:
        BuildError: The engine does not take the context.
    """
    with TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        Path(folder, "build.txt").write_text(f"{uuid.uuid4()}\n")  # COPY of nothing at all is refused
        Path(folder, ".dockerignore").write_text(ignored, encoding="utf-8")
        image = engine.build(Path(folder), dockerfile=_LIST).image_id
        listed = run_once(engine, image, ["find", "/context", "-type", "f"], environment={})
    paths = (line.removeprefix("/context/") for line in listed.output.splitlines())
    return tuple(sorted(path for path in paths if path in files))
