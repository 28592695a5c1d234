"""Runs one command in a new container, and reads files of an image that never runs."""

import io
import tarfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.connection.waiting import wait_until
from quaycrane.engine.containers.running import running
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docker.models.containers import Container

    from quaycrane.engine.connection.connection import Connection


@dataclass(frozen=True)
class CommandEnd:
    """A command that ended.

    Attributes:
        code: The code with which it ended.
        output: What it wrote to standard output.
        error: What it wrote to standard error.
    """

    code: int
    output: str
    error: str


def run_once(
    engine: "Connection",
    image: str,
    command: "Sequence[str]",
    *,
    environment: "Mapping[str, str]",
    timeout_seconds: float = 30,
) -> CommandEnd:
    """Run a command in place of an image's entry point, in a container that is removed after it.

    Raises:
        EngineTimeoutError: It did not end in time.
        QuaycraneError: The engine refused to start it.
    """
    started = running(
        engine,
        image,
        list(command[1:]),
        entrypoint=[command[0]],
        environment=dict(environment),
        mem_limit="512m",
    )
    with started as one:
        code = wait_until(
            lambda: None if one.exit_code is None else f"{one.exit_code}",
            timeout_seconds=timeout_seconds,
            what=f"{command[0]} ends",
            fix="Name a command that ends",
        )
        with explained():
            output = one.container.logs(stdout=True, stderr=False, stream=False)
            error = one.container.logs(stdout=False, stderr=True, stream=False)
    return CommandEnd(int(code), output.decode("utf-8", "replace"), error.decode("utf-8", "replace"))


def read_file(engine: "Connection", image: str, path: str, most_bytes: int = 1 << 20) -> bytes | None:
    """Return the beginning of a file of an image, None when there is no such file; no container runs."""
    with _at_rest(engine, image) as container:
        try:
            chunks, _ = container.get_archive(path)
        except errors.NotFound:
            return None
        archive = io.BytesIO(b"".join(chunks))
    with tarfile.open(fileobj=archive) as tar:
        entry = tar.next()
        content = tar.extractfile(entry) if entry and entry.isreg() else None
        return content.read(most_bytes) if content else None


def file_stamp(engine: "Connection", image: str, path: str) -> str:
    """Return when a file of an image was last modified, empty when it is not there; no container runs."""
    with _at_rest(engine, image) as container:
        try:
            chunks, stat = container.get_archive(path)
        except errors.NotFound:
            return ""
        next(iter(chunks), None)
        return str((stat or {}).get("mtime", ""))


@contextmanager
def _at_rest(engine: "Connection", image: str) -> "Iterator[Container]":
    """Make a container of an image that is never started, until the block ends."""
    with explained():
        container = engine.client.containers.create(image, ["none"], labels=run_labels())
        try:
            yield container
        finally:
            with suppress(errors.NotFound):
                container.remove(force=True, v=True)
