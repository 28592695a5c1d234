"""Keeps the prepared kits of several units side by side, as far as the disk that they may take allows."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.images.layers import layers
from quaycrane.engine.ours.labels import KEPT

if TYPE_CHECKING:
    from docker import DockerClient

KEPT_BYTES = 12_000_000_000
"""As much disk as prepared kits may take together; the oldest go first."""

MAKING = "-in-the-making"
"""What the name of the container ends in that prepares a kit."""

_KIT_LABEL, _IMAGES_LABEL = "io.quaycrane.slot-kit", "io.quaycrane.slot-kit.images"


def labels_of(name: str, references: Sequence[str]) -> dict[str, str]:
    """Return the labels of a prepared kit, which stays between runs, as the images do."""
    return {_KIT_LABEL: name, _IMAGES_LABEL: _listed(references), **KEPT}


def make_room(client: "DockerClient", name: str, image: str, references: Sequence[str]) -> None:
    """Remove what is not finished, what is of older images, and the oldest beyond what may be kept.

    The kits of other units stay, so that units can be graded by turns; what a slot has stays, too.

    Args:
        client: The engine.
        name: The kit that is to be made.
        image: The image of the slot's engine.
        references: The images that it will hold.
    """
    held = client.containers.list(all=True, filters={"label": _KIT_LABEL})
    for one in held:
        if str(one.name).endswith(MAKING):
            one.remove(force=True)
    kits = {
        str(one.name): one
        for one in sorted(held, key=lambda one: str(one.attrs["Created"]))
        if not str(one.name).endswith(MAKING)
    }
    sizes = _sizes_bytes(client)
    for lost in (sizes.keys() | {name}) - kits.keys():
        _forget(client, lost)
    slot = client.images.get(image).id
    old = [
        known
        for known, one in kits.items()
        if known not in sizes
        or one.attrs["Image"] != slot
        or one.labels.get(_IMAGES_LABEL) in {None, _listed(references)}
    ]
    left = [known for known in kits if known not in old]
    new_bytes = sum(layer.size_bytes for one in references for layer in layers(client, one))
    while left and sum(sizes[known] for known in left) + new_bytes > KEPT_BYTES:
        old.append(left.pop(0))
    for known in old:
        _forget(client, known)


def _forget(client: "DockerClient", name: str) -> None:
    """Remove a prepared kit, unless a slot has it."""
    users = client.containers.list(all=True, filters={"volume": name}, ignore_removed=True)
    if any(one.name != name for one in users):
        return
    with suppress(errors.NotFound):
        client.containers.get(name).remove(force=True)
    with suppress(errors.APIError):
        client.volumes.get(name).remove(force=True)


def _sizes_bytes(client: "DockerClient") -> dict[str, int]:
    """Return the bytes of each volume of a prepared kit by its name."""
    api = client.api
    answer = api.get(f"{api.base_url}/v{api.api_version}/system/df", params={"type": "volume"})
    answer.raise_for_status()
    return {
        one["Name"]: int((one.get("UsageData") or {}).get("Size") or 0)
        for one in answer.json().get("Volumes") or ()
        if _KIT_LABEL in (one.get("Labels") or {})
    }


def _listed(references: Sequence[str]) -> str:
    return ",".join(references)
