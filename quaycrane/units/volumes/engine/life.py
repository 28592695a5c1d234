"""One life: a container writes a file in each kind of storage, something happens, and the next one looks."""

import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docker import errors

from quaycrane.engine import Running, explained, patient, stack

if TYPE_CHECKING:
    from docker.models.containers import Container

    from quaycrane.engine import Engine


class Place(StrEnum):
    """A kind of storage; each is mounted in a folder of its own."""

    LAYER = "writable layer"
    DECLARED = "VOLUME in the image"
    ANONYMOUS = "anonymous volume"
    NAMED = "named volume"
    BIND = "bind mount"

    @property
    def folder(self) -> str:
        """Where it is in the container."""
        return f"/{self.name.lower()}"


class Event(StrEnum):
    """What happens to the container, and how the next one comes."""

    STOP = "stop, start"
    CRASH = "kill, start"
    REMOVE = "rm, run"
    REMOVE_V = "rm -v, run"
    AUTO = "run --rm, run"
    PRUNE = "rm, prune, run"
    PRUNE_ALL = "rm, prune -a, run"
    DOWN = "down, up"
    DOWN_V = "down -v, up"


class Fate(StrEnum):
    """What became of a file."""

    THERE = "there"
    STRANDED = "stranded"
    GONE = "gone"


@dataclass(frozen=True)
class Life:
    """What became of the files.

    Attributes:
        event: What happened.
        fates: What the next container found, and the engine still had, by the kind of storage.
    """

    event: Event
    fates: Mapping[Place, Fate]


_WITH_COMPOSE = (Event.DOWN, Event.DOWN_V)
_SAME_CONTAINER = (Event.STOP, Event.CRASH)
_PRUNES = (Event.PRUNE, Event.PRUNE_ALL)
_LABEL = "quaycrane.life"
_SLEEP = ["sleep", "300"]
_PATIENCE_SECONDS = 30


def live(engine: "Engine", event: Event, image: str, host: Path) -> Life:
    """Live one life; nothing of it is left on the engine.

    Args:
        engine: Where.
        event: What happens.
        image: An image that declares `/declared` as a volume.
        host: A folder on the engine's machine, of this life alone.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    life = uuid.uuid4().hex[:12]
    made: set[str] = set()
    try:
        by = _by_compose if event in _WITH_COMPOSE else _by_hand
        with by(engine, event, image, host, life) as containers:
            first = next(containers)
            volumes = _volumes(first)
            made |= set(volumes.values())
            _write(first)
            second = next(containers)
            then = _volumes(second)
            made |= set(then.values())
            # A volume that the next one has again, and without the file, is a new one of the old name.
            left = {place: name for place, name in volumes.items() if then.get(place) != name}
            fates = {place: _fate(engine, second, place, left.get(place, "")) for place in Place}
    finally:
        _tidy(engine, life, made)
    return Life(event, fates)


@contextmanager
def _by_compose(
    engine: "Engine", event: Event, image: str, host: Path, life: str
) -> Iterator[Iterator["Container"]]:
    mounts: list[dict[str, Any]] = [
        {"type": "volume", "target": Place.ANONYMOUS.folder},
        {"type": "volume", "source": "named", "target": Place.NAMED.folder},
        {"type": "bind", "source": str(host), "target": Place.BIND.folder},
    ]
    service = {"image": image, "command": _SLEEP, "init": True, "volumes": mounts, "labels": {_LABEL: life}}
    with stack(engine, {"services": {"box": service}, "volumes": {"named": {}}}) as made:

        def containers() -> Iterator["Container"]:
            made.up()
            yield made.container("box").container
            made.down(volumes=event is Event.DOWN_V)
            made.up()
            yield made.container("box").container

        yield containers()


@contextmanager
def _by_hand(
    engine: "Engine", event: Event, image: str, host: Path, life: str
) -> Iterator[Iterator["Container"]]:
    marked = {"VolumeOptions": {"Labels": {_LABEL: life}}}
    mounts: list[dict[str, Any]] = [
        {"Type": "volume", "Target": Place.ANONYMOUS.folder, **marked},
        {"Type": "volume", "Source": f"quaycrane-{life}", "Target": Place.NAMED.folder, **marked},
        {"Type": "bind", "Source": str(host), "Target": Place.BIND.folder},
    ]
    if event in _PRUNES:  # the very volume that the image declares, with a mark by which prune finds it alone
        mounts.append({"Type": "volume", "Target": Place.DECLARED.folder, **marked})

    options: dict[str, Any] = {"auto_remove": event is Event.AUTO, "mounts": mounts, "labels": {_LABEL: life}}

    def run() -> "Container":
        with explained():
            container = engine.client.containers.create(image, _SLEEP, **options)
            container.start()
        return container

    def containers() -> Iterator["Container"]:
        first = run()
        yield first
        with explained():
            _happens(engine, event, first, life)
        yield first if event in _SAME_CONTAINER else run()

    yield containers()


def _happens(engine: "Engine", event: Event, container: "Container", life: str) -> None:
    if event is Event.CRASH:
        container.kill()
        container.wait()
    else:
        container.stop(timeout=0)
    match event:
        case Event.STOP | Event.CRASH:
            container.start()
        case Event.AUTO:
            _gone(container)
        case Event.REMOVE_V:
            container.remove(v=True)
        case _:
            container.remove()
    if event in _PRUNES:
        _prune(engine, {"label": [f"{_LABEL}={life}"]} | ({"all": True} if event is Event.PRUNE_ALL else {}))


def _prune(engine: "Engine", filters: dict[str, Any]) -> None:
    """Remove unused volumes; an engine does so for one at a time, and refuses whoever comes meanwhile."""
    deadline = time.monotonic() + patient(_PATIENCE_SECONDS)
    while True:
        try:
            engine.client.volumes.prune(filters=filters)
        except errors.APIError as error:
            if error.status_code != HTTPStatus.CONFLICT or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _gone(container: "Container") -> None:
    """Wait until the engine has removed a container that it removes by itself."""
    try:
        container.wait(condition="removed")
    except errors.NotFound:
        return


def _volumes(container: "Container") -> dict[Place, str]:
    """Return the names of the volumes that a container has, by where they are."""
    with explained():
        container.reload()
    at = {mount["Destination"]: mount.get("Name", "") for mount in container.attrs["Mounts"]}
    return {place: at[place.folder] for place in Place if at.get(place.folder)}


def _write(container: "Container") -> None:
    folders = " ".join(place.folder for place in Place)
    Running(container, "").run("sh", "-c", f"mkdir -p {folders}; for f in {folders}; do touch $f/rows; done")


def _fate(engine: "Engine", container: "Container", place: Place, volume: str) -> Fate:
    with explained():
        code, _ = container.exec_run(["ls", f"{place.folder}/rows"], stream=False)
        if not code:
            return Fate.THERE
        try:
            engine.client.volumes.get(volume or "-")
        except errors.NotFound:
            return Fate.GONE
    return Fate.STRANDED


def _tidy(engine: "Engine", life: str, volumes: set[str]) -> None:
    with explained():
        for container in engine.client.containers.list(all=True, filters={"label": f"{_LABEL}={life}"}):
            container.remove(force=True, v=True)
        for name in volumes:
            try:
                engine.client.volumes.get(name).remove(force=True)
            except errors.NotFound:
                continue
