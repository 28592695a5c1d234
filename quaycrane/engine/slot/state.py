"""What a slot's daemon holds, and the way back to what it held at first."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docker import errors

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(frozen=True)
class SlotState:
    """All that a daemon holds.

    Attributes:
        images: The tags of each image by its id.
        containers: Ids.
        networks: Names.
        volumes: Names.
        cache: Ids of what the build cache holds.
    """

    images: Mapping[str, frozenset[str]]
    containers: frozenset[str]
    networks: frozenset[str]
    volumes: frozenset[str]
    cache: frozenset[str]


def seen(client: "DockerClient") -> SlotState:
    """Return what the daemon holds now."""
    api = client.api
    return SlotState(
        {image["Id"]: frozenset(image.get("RepoTags") or ()) for image in api.images(all=True)},
        frozenset(one["Id"] for one in api.containers(all=True)),
        frozenset(one["Name"] for one in api.networks()),
        frozenset(one["Name"] for one in api.volumes().get("Volumes") or ()),
        frozenset(str(entry["ID"]) for entry in _ask(client, "build-cache").get("BuildCache") or ()),
    )


def clear(client: "DockerClient", kept: SlotState) -> None:
    """Remove what is not in `kept`, and give its images their tags back.

    Args:
        client: The slot's daemon.
        kept: What may stay.
    """
    api = client.api
    now = seen(client)
    for container in now.containers - kept.containers:
        with suppress(errors.NotFound):
            api.remove_container(container, v=True, force=True)
    for network in now.networks - kept.networks:
        api.remove_network(network)
    for volume in {one["Name"] for one in api.volumes().get("Volumes") or ()} - kept.volumes:
        api.remove_volume(volume, force=True)
    for image, tags in now.images.items():
        for tag in tags - kept.images.get(image, frozenset()):
            api.remove_image(tag, force=True, noprune=image in kept.images)
    for image in now.images.keys() - kept.images.keys():
        with suppress(errors.ImageNotFound):  # gone with its last tag, or with its child
            api.remove_image(image, force=True)
    for image, tags in kept.images.items():
        for tag in tags - now.images.get(image, frozenset()):
            name, _, label = tag.rpartition(":")
            api.tag(image, name, label, force=True)
    api.prune_builds(all=True)


def _ask(client: "DockerClient", kind: str) -> dict[str, Any]:
    """Return one part of the daemon's disk usage, which the SDK asks for as a whole only."""
    api = client.api
    answer = api.get(f"{api.base_url}/v{api.api_version}/system/df", params={"type": kind})
    answer.raise_for_status()
    payload: dict[str, Any] = answer.json()
    return payload
