"""Pulls images, and tells in plain words why a registry did not give one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import requests
from docker import auth, errors

from quaycrane.engine.connection.waiting import patient
from quaycrane.engine.trouble.failures import engine_gone, explain
from quaycrane.errors import NoEngineError, QuaycraneError, RegistryError

if TYPE_CHECKING:
    from docker import DockerClient

    from quaycrane.engine.connection.connection import Connection

_ANSWER_SECONDS = 8
_SILENT_SECONDS = 60

_REASONS = (
    (
        ("toomanyrequests", "429", "rate limit"),
        "The registry gives no more images for now (429, too many requests)",
        "Wait an hour, or sign in: docker login",
        True,
    ),
    (
        ("x509", "certificate", "tls: "),
        "The registry's certificate is not trusted",
        "Give the engine the certificate of its signer: /etc/docker/certs.d/HOST/ca.crt on its machine",
        True,
    ),
    (
        ("server gave http response to https",),
        "The registry speaks HTTP, and the engine wants HTTPS",
        'Let the engine trust it: "insecure-registries": ["HOST:PORT"] in its daemon.json',
        True,
    ),
    (
        ("no matching manifest", "does not match the specified platform"),
        "The registry has no such image for this engine's processor",
        "",
        False,
    ),
    (
        ("manifest unknown", "not found", "does not exist", "denied"),
        "The registry has no such image",
        "",
        False,
    ),
)


def ask_registry(engine: "Connection", reference: str) -> None:
    """Ask the registry of an image about it, through the engine; wait a few seconds at most.

    Raises:
        RegistryError: It did not answer, or does not have it.
        NoEngineError: The engine stopped answering.
    """
    with _patience(engine.client, _ANSWER_SECONDS), _told(reference):
        engine.client.api.inspect_distribution(reference)  # type: ignore[no-untyped-call]


def pull(engine: "Connection", reference: str, on_bytes: Callable[[int, int], None]) -> None:
    """Pull an image; broken off anywhere, nothing of it is left.

    Args:
        engine: Where.
        reference: The image, with its tag.
        on_bytes: Told the bytes that came, of how many, as far as they are known.

    Raises:
        RegistryError: The registry did not give it, or was silent for a minute.
        QuaycraneError: The engine's disk is full.
        NoEngineError: The engine stopped answering.
    """
    layers: dict[str, tuple[int, int]] = {}
    with _told(reference):
        for event in _events(engine.client, reference):
            if "error" in event:
                raise errors.APIError(event["error"])
            detail = event.get("progressDetail") or {}
            if event.get("status") == "Downloading" and detail.get("total"):
                layers[event["id"]] = (detail["current"], detail["total"])
            elif event.get("status") == "Download complete" and event["id"] in layers:
                layers[event["id"]] = (layers[event["id"]][1],) * 2
            on_bytes(sum(done for done, _ in layers.values()), sum(total for _, total in layers.values()))


def _events(client: "DockerClient", reference: str) -> Iterator[dict[str, Any]]:
    """Ask the engine to pull, as the SDK does, which would wait for a silent registry for ever."""
    name, _, tag = reference.rpartition(":")
    header = auth.get_config_header(client.api, auth.resolve_repository_name(name)[0])
    url = f"{client.api.base_url}/v{client.api.api_version}/images/create"
    with client.api.post(
        url,
        params={"fromImage": name, "tag": tag},
        headers={"X-Registry-Auth": header} if header else {},
        stream=True,
        timeout=patient(_SILENT_SECONDS),
    ) as answer:
        if not answer.ok:
            raise errors.APIError(str(answer.json().get("message", answer.reason)))
        yield from (json.loads(line) for line in answer.iter_lines() if line.strip())


def registry_host(reference: str) -> str:
    """Return the registry that an image's reference names."""
    first, slash, _ = reference.partition("/")
    return first if slash and (set(first) & set(".:") or first == "localhost") else "docker.io"


def registry_failure(reference: str, said: str) -> QuaycraneError:
    """Return the error for what the engine said when it asked a registry for `reference`."""
    lower = said.lower()
    if "no space left" in lower:
        return explain(said)
    for signs, what, fix, lasting in _REASONS:
        if any(sign in lower for sign in signs):
            return RegistryError(f"{what}: {reference}", why=said, fix=fix, lasting=lasting)
    return RegistryError(f"The registry does not answer: {reference}", why=said)


@contextmanager
def _patience(client: "DockerClient", seconds: int) -> Iterator[None]:
    """Give up a request to the engine when nothing comes for `seconds`."""
    usual, client.api.timeout = client.api.timeout, seconds
    try:
        yield
    finally:
        client.api.timeout = usual


@contextmanager
def _told(reference: str) -> Iterator[None]:
    try:
        yield
    except errors.APIError as error:
        raise registry_failure(reference, str(error.explanation or error)) from None
    except requests.Timeout:
        raise RegistryError(
            f"The registry does not answer: {reference}", why="It was silent for too long"
        ) from None
    except requests.ConnectionError as error:
        if "timed out" in str(error).lower():
            raise RegistryError(f"The registry does not answer: {reference}", why="It fell silent") from None
        raise engine_gone(type(error).__name__) from None


__all__ = ["NoEngineError", "ask_registry", "pull", "registry_failure", "registry_host"]
