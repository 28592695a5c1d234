"""An application's folder as it lies on a desk: with installed packages, and a file of passwords."""

import io
import tarfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.labs import Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine

BASE = "node:24"
"""Whose packages lie there: those of a machine with glibc."""

IGNORED = "node_modules\ndist\n.env\n.git\n"
"""What a `.dockerignore` for such a folder says."""

_INSTALL = f"FROM {BASE}\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n"
_SECRET = "TOKEN=not-a-real-one\n"  # noqa: S105 - it says so


def desk(engine: "Engine", application: Path | str) -> Workspace:
    """Return a copy of an application with `node_modules` and `.env`, as after a day of work on it.

    Args:
        engine: Where its packages are installed.
        application: Its folder, with a lock file.

    Raises:
        BuildError: Its packages cannot be installed.
        InputError: There is no such application.
    """
    copy = Workspace(engine, application, holds="package-lock.json", without=("node_modules", "dist"))
    try:
        image = copy.build(_INSTALL).image_id
        with tarfile.open(fileobj=io.BytesIO(_archive(engine, image))) as packages:
            packages.extraction_filter = getattr(tarfile, "tar_filter", None)  # Debian 12's Python has none
            packages.extractall(copy.folder)  # noqa: S202 - what our own step installed
        (copy.folder / ".env").write_text(_SECRET)
    except BaseException:
        copy.close()
        raise
    return copy


def _archive(engine: "Engine", image: str) -> bytes:
    with explained():
        container = engine.client.containers.create(image, ["none"])
        try:
            chunks, _ = container.get_archive("/app/node_modules")
            return b"".join(chunks)
        finally:
            with suppress(Exception):
                container.remove(force=True, v=True)
