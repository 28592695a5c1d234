"""Prepares the images of the kit once, as a volume from which every slot takes them."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import requests
from docker import DockerClient, errors

from quaycrane.engine.connection.waiting import wait_until
from quaycrane.engine.engine import Engine
from quaycrane.engine.ours.temporary import temporary_folder
from quaycrane.engine.slot.kit_room import MAKING, labels_of, make_room
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import NoSlotsError, QuaycraneError, SlotError

if TYPE_CHECKING:
    from docker.models.containers import Container

_PREPARE_SECONDS = 60


@dataclass(frozen=True)
class SlotKit:
    """A prepared kit.

    Attributes:
        image: The image of the slot's engine.
        volume: The volume that holds the daemon's folder with the images in it.
        references: The images.
    """

    image: str
    volume: str
    references: tuple[str, ...]


def slot_kit(
    outer: Engine, image: str, references: Sequence[str], on_progress: Callable[[str], None] = lambda _: None
) -> SlotKit:
    """Return the prepared kit with these images, which is made where it is not there.

    A stopped container holds it and has its name: it gets that name when all is done.

    Args:
        outer: The engine that has the images and will run the slots.
        image: The image of the slot's engine.
        references: The images to put in.
        on_progress: Told what is being done.

    Raises:
        NoSlotsError: It cannot be made here.
    """
    try:
        with explained(), _alone():
            ids = [outer.client.images.get(name).id or "" for name in (image, *references)]
            word = hashlib.sha256("\n".join([*ids, *references]).encode()).hexdigest()[:12]
            kit = SlotKit(image, f"quaycrane-kit-{word}", tuple(references))
            if not _is_there(outer.client, kit.volume):
                make_room(outer.client, kit.volume, image, references)
                on_progress(f"Preparing {len(references)} images for the slots, once")
                _prepare(outer.client, kit)
    except QuaycraneError as error:
        raise NoSlotsError("The slots' images could not be prepared", why=str(error)) from None
    return kit


def _is_there(client: DockerClient, name: str) -> bool:
    try:
        client.containers.get(name)
        client.volumes.get(name)
    except errors.NotFound:
        return False
    return True


def _prepare(client: DockerClient, kit: SlotKit) -> None:
    name = kit.volume
    labels = labels_of(name, kit.references)
    client.volumes.create(name, labels=labels)
    with temporary_folder("kit") as folder:
        talk = Path(folder)
        container = client.containers.create(
            kit.image,
            ["/slot/start", "prepare"],
            init=True,
            privileged=True,
            network_mode="none",
            name=f"{name}{MAKING}",
            labels=labels,
            environment={"SLOT_GROUP": str(os.getegid())},
            volumes=[f"{name}:/kit", f"{talk}:/talk"],
        )
        try:
            container.start()
            _load(client, container, talk, kit.references)
            container.stop(timeout=30)
            _must_have_ended_well(container)
            container.rename(name)
        except BaseException:
            container.remove(force=True)
            raise


def _load(client: DockerClient, container: "Container", talk: Path, references: Sequence[str]) -> None:
    wait_until(
        lambda: (talk / "docker.sock").exists() or _has_ended(container),
        timeout_seconds=_PREPARE_SECONDS,
        what="the slot's daemon answers",
    )
    with closing(DockerClient(base_url=f"unix://{talk}/docker.sock", timeout=600)) as inner:
        wait_until(lambda: _pings(inner), timeout_seconds=_PREPARE_SECONDS, what="the slot's daemon answers")
        api = client.api
        saved = api.get(
            f"{api.base_url}/v{api.api_version}/images/get", params={"names": list(references)}, stream=True
        )
        saved.raise_for_status()
        inner.images.load(cast("bytes", saved.iter_content(1 << 20)))  # requests streams it
        for reference in references:
            inner.images.get(reference)


def _pings(client: DockerClient) -> bool:
    try:
        return client.ping()
    except (errors.DockerException, requests.RequestException):
        return False


def _must_have_ended_well(container: "Container") -> None:
    container.reload()
    if container.attrs["State"]["ExitCode"]:
        raise SlotError("The slots' images could not be prepared", why=_said(container))


def _has_ended(container: "Container") -> bool:
    container.reload()
    if container.status == "exited":
        raise SlotError("A grading slot ended at once", why=_said(container))
    return False


def _said(container: "Container") -> str:
    return container.logs(tail=4).decode("utf-8", "replace")


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock, so that two processes of this user do not prepare at once."""
    import fcntl  # noqa: PLC0415 - not on Windows

    path = Path(tempfile.gettempdir(), f"quaycrane-kit-{os.getuid()}.lock")
    flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW  # others may write to that folder, too
    with os.fdopen(os.open(path, flags, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
