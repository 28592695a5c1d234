"""What is made through the SDK's client is ours by its label, without a word in the learner's cell."""

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import docker
import pytest
from docker import DockerClient, errors
from docker.types import Mount

from quaycrane.engine import RUN_LABEL, Engine, run_name

pytestmark = pytest.mark.engine

DOCKERFILE = b"FROM alpine:3\nRUN echo made > /made\n"


def _archive() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("empty"))
    return written.getvalue()


def _committed(client: DockerClient) -> Any:
    return client.containers.create("alpine:3", "true").commit(changes="ENV A=1")


def _imported(client: DockerClient) -> Any:
    client.api.import_image(io.BytesIO(_archive()), "quaycrane-test-imported")
    return client.images.get("quaycrane-test-imported")


WAYS: dict[str, Callable[[DockerClient], Any]] = {
    "run": lambda client: client.containers.run("alpine:3", "true", detach=True),
    "create": lambda client: client.containers.create("alpine:3", "true"),
    "low-level container": lambda client: client.containers.get(
        client.api.create_container("alpine:3", "true", labels=["given"])["Id"]
    ),
    "volume": lambda client: client.volumes.create(),
    "low-level volume": lambda client: client.volumes.get(
        client.api.create_volume("quaycrane-test", None, None, {"given": "1"})["Name"]
    ),
    "network": lambda client: client.networks.create("quaycrane-test", labels={"given": "1"}),
    "build": lambda client: client.images.build(fileobj=io.BytesIO(DOCKERFILE))[0],
    "commit": _committed,
    "import": _imported,
}


@pytest.fixture
def without_us(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[DockerClient]:
    """A client that a learner made, by `docker.from_env()` after the engine was handed on."""
    for name, value in engine.handed_on.items():
        monkeypatch.setenv(name, value)
    client = docker.from_env()
    yield client
    client.close()


def labels(thing: Any) -> dict[str, str]:
    """Return the labels of a container, image, network or volume."""
    thing.reload()
    return thing.attrs.get("Labels") or (thing.attrs.get("Config") or {}).get("Labels") or {}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_made_is_labelled_and_goes(engine: Engine, way: str) -> None:
    """Each way to make a thing labels it, keeps the labels that were given, and the sweep takes it."""
    made = WAYS[way](engine.client)
    told = labels(made)
    assert told[RUN_LABEL] == run_name()
    assert "given" in told or way not in {"low-level container", "low-level volume", "network"}
    assert engine.sweep_own() >= 1
    with pytest.raises(errors.NotFound):
        made.reload()


def test_it_is_the_sdk_itself(engine: Engine) -> None:
    """The client is the SDK's own class, and its low-level client one of its kind."""
    assert type(engine.client) is docker.DockerClient
    assert isinstance(engine.client.api, docker.APIClient)


def test_named_volume_of_a_container_is_ours(engine: Engine, without_us: DockerClient) -> None:
    """A volume that the engine would make for ``-v NAME:PATH`` or a mount is labelled; an older one not."""
    client = engine.client
    theirs = without_us.volumes.create("quaycrane-test-theirs")
    named = {"quaycrane-test-bind": {"bind": "/a"}, theirs.name: {"bind": "/b"}}
    mounts = [Mount("/c", "quaycrane-test-mount", type="volume", labels={"given": "1"})]
    try:
        client.containers.run("alpine:3", "true", volumes=named, mounts=mounts)
        assert labels(client.volumes.get("quaycrane-test-bind")) == {RUN_LABEL: run_name()}
        assert labels(client.volumes.get("quaycrane-test-mount")) == {RUN_LABEL: run_name(), "given": "1"}
        engine.sweep_own()
        assert RUN_LABEL not in labels(theirs)
    finally:
        theirs.remove(force=True)


def test_refused_container_leaves_no_volume(engine: Engine) -> None:
    """A container that cannot be made leaves none of the volumes that were made for it."""
    volumes = {"quaycrane-test-refused": {"bind": "/a"}}
    with pytest.raises(errors.ImageNotFound):
        engine.client.containers.create("quaycrane-test:absent", volumes=volumes)
    with pytest.raises(errors.NotFound):
        engine.client.volumes.get("quaycrane-test-refused")


@pytest.mark.parametrize("dockerfile", [DOCKERFILE, DOCKERFILE + b"RUN false\n"], ids=["good", "failing"])
def test_build_leaves_no_step_containers(engine: Engine, dockerfile: bytes) -> None:
    """The SDK's build, done or failed, leaves none of the containers that its steps ran in."""
    before = {one.id for one in engine.client.containers.list(all=True)}
    try:
        engine.client.images.build(fileobj=io.BytesIO(dockerfile), nocache=True)
    except errors.BuildError:
        assert b"false" in dockerfile
    assert {one.id for one in engine.client.containers.list(all=True)} == before
    engine.sweep_own()


def test_anonymous_volume_goes_with_us(engine: Engine) -> None:
    """An anonymous volume that a learner's removal strands is taken by the sweep of this run."""
    image, _ = engine.client.images.build(fileobj=io.BytesIO(b"FROM alpine:3\nVOLUME /data\n"))
    container = engine.client.containers.create(image, "true")
    container.start()
    container.wait()
    container.reload()
    (mount,) = container.attrs["Mounts"]
    container.remove()
    assert engine.client.volumes.get(mount["Name"])
    engine.sweep_own()
    with pytest.raises(errors.NotFound):
        engine.client.volumes.get(mount["Name"])


def test_what_is_made_without_us_stays(engine: Engine, without_us: DockerClient) -> None:
    """`docker.from_env()` reaches the same engine, and what it makes is the learner's own."""
    theirs = without_us.volumes.create()
    try:
        engine.sweep_own()
        engine.sweep()
        assert engine.client.volumes.get(theirs.name)
    finally:
        theirs.remove()
