"""Lets an engine see a folder of this machine, also where the engine's own machine is another one.

A bind mount, and a secret that is a file, name a path of the engine's machine. In a grading slot, and on an
engine that is far away, nothing of ours lies there.
"""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docker import errors, types

from quaycrane.engine.containers.observe import OBSERVER_IMAGE
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from docker.models.containers import Container

    from quaycrane.engine.connection.connection import Connection

_AT = "/given"


@contextmanager
def in_sight(engine: "Connection", folder: Path) -> Iterator[bool]:
    """Put a copy of a folder where the engine looks for it, until the block ends; yield whether it had to be.

    Args:
        engine: Whose machine.
        folder: A folder of this machine, absolute. Its files become root's on the other one, modes kept.

    Raises:
        QuaycraneError: The engine refused.
    """
    if _sees(engine, folder):
        yield False
        return
    parent, name = str(folder.parent), folder.name
    with _beside(engine, parent) as container, explained():
        container.put_archive(_AT, _packed(folder, name))
    try:
        yield True
    finally:
        with _beside(engine, parent, ["rm", "-rf", f"{_AT}/{name}"]) as container, explained():
            container.start()
            container.wait()


def _sees(engine: "Connection", folder: Path) -> bool:
    """Return whether a path of this machine is there on the engine's."""
    mount = types.Mount(_AT, str(folder), type="bind", read_only=True)
    try:
        container = engine.client.containers.create(
            OBSERVER_IMAGE, ["true"], mounts=[mount], labels=run_labels()
        )
    except errors.APIError as error:
        if error.is_client_error() and "does not exist" in str(error):
            return False
        with explained():
            raise
    with explained():
        container.remove(v=True)
    return True


@contextmanager
def _beside(engine: "Connection", folder: str, command: list[str] | None = None) -> "Iterator[Container]":
    """Make a container that has a folder of the engine's machine, which is made where it is missing."""
    volumes: dict[str, Any] = {folder: {"bind": _AT, "mode": "rw"}}
    with explained():
        container = engine.client.containers.create(
            OBSERVER_IMAGE, command or ["true"], volumes=volumes, labels=run_labels(), network_mode="none"
        )
    try:
        yield container
    finally:
        with suppress(errors.NotFound):
            container.remove(force=True, v=True)


def _packed(folder: Path, name: str) -> bytes:
    def root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        return entry

    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.add(folder, arcname=name, filter=root)
    return packed.getvalue()
