"""Takes images out of an engine and puts them in, as streams."""

import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import requests
from docker import errors

from quaycrane.engine.connection.command import command_environment, docker_command
from quaycrane.engine.connection.waiting import patient
from quaycrane.engine.trouble.failures import engine_gone, explain, explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_LOAD_SECONDS = 300


@contextmanager
def saving(engine: "Connection", references: Sequence[str]) -> Iterator[IO[bytes]]:
    """Give the stream of ``docker save``, in which a layer that images share comes once.

    Args:
        engine: Where.
        references: The images.

    Raises:
        QuaycraneError: The engine refused, or broke off.
    """
    process = subprocess.Popen(  # noqa: S603 - a list, no shell
        [docker_command(), "image", "save", *references],
        env=command_environment(engine.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C comes to us alone, and we end it in order
    )
    with process:
        try:
            if process.stdout and process.stderr:
                yield process.stdout
                said = process.stderr.read().decode("utf-8", "replace").strip()
            if process.wait():
                raise explain(said)
        finally:
            process.kill()


def load(engine: "Connection", stream: Iterable[bytes]) -> None:
    """Put images into the engine from a stream in the form of ``docker save``.

    Broken off anywhere, nothing of it is left.

    Raises:
        QuaycraneError: The engine refused it, as when its disk is full.
        NoEngineError: The engine stopped answering.
    """
    client = engine.client
    usual, client.api.timeout = client.api.timeout, round(patient(_LOAD_SECONDS))
    try:
        for event in client.api.load_image(stream, quiet=True):  # type: ignore[no-untyped-call]
            if "error" in event:
                raise explain(event["error"])
    except errors.APIError as error:
        raise explain(str(error.explanation or error)) from None
    except requests.RequestException as error:
        raise engine_gone(type(error).__name__) from None
    finally:
        client.api.timeout = usual


def push(engine: "Connection", reference: str, on_bytes: Callable[[int, int], None]) -> None:
    """Push an image to the registry that its reference names.

    Raises:
        QuaycraneError: The registry refused it.
        NoEngineError: The engine stopped answering.
    """
    layers: dict[str, tuple[int, int]] = {}
    with explained():
        for event in engine.client.images.push(reference, stream=True, decode=True):
            if "error" in event:
                raise QuaycraneError(f"{reference} cannot be pushed", why=event["error"])
            detail = event.get("progressDetail") or {}
            if event.get("status") == "Pushing" and detail.get("total"):
                layers[event["id"]] = (min(detail["current"], detail["total"]), detail["total"])
                on_bytes(sum(done for done, _ in layers.values()), sum(size for _, size in layers.values()))
