"""A registry for a class, and another engine that takes its images from there."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from quaycrane import kit
from quaycrane.engine import Engine, pull
from quaycrane.errors import QuaycraneError, RegistryError
from tests.kit.conftest import MIRROR_PORT, free_port, is_here
from tests.kit.tunnel import tunnel

pytestmark = pytest.mark.engine

CLASS = f"127.0.0.1:{MIRROR_PORT}"

NAMES = ("hello-world", "gcr.io/distroless/static-debian12")


@pytest.fixture(scope="module")
def served(engine: Engine) -> Iterator[str]:
    """The address of a registry that serves `NAMES`."""
    if not is_here(engine):
        pytest.skip("the engine is on another machine")
    kit.ensure(engine, (*NAMES, "registry:2"))
    with kit.serving(engine, NAMES, port=free_port(), on_progress=lambda _: None) as address:
        yield address


@pytest.fixture(scope="module")
def student(apart: tuple[Engine, int], served: str) -> Iterator[Engine]:
    """An engine that reaches nothing but the class's registry, at ``127.0.0.1:MIRROR_PORT``."""
    found, pid = apart
    with tunnel(pid, MIRROR_PORT, served):
        yield found


@pytest.mark.parametrize("reference", NAMES)
def test_student_fetches_from_the_class(engine: Engine, student: Engine, reference: str) -> None:
    """`kit fetch --from` brings the same image under its own name, and leaves no other name."""
    kit.ensure(student, [reference], lambda _: None, registry=CLASS, force=True)
    ours = engine.client.images.get(reference)
    theirs = student.client.images.get(reference)
    assert theirs.attrs["RootFS"] == ours.attrs["RootFS"]
    assert not any(tag.startswith(CLASS) for tag in theirs.tags)
    assert kit.state(student, kit.chosen(reference)[0]).ours


def test_registry_is_a_mirror_of_docker_hub(student: Engine) -> None:
    """A plain `docker pull` finds what the class serves, with no registry of the world in reach."""
    pull(student, "hello-world:latest", lambda _done, _total: None)
    assert student.client.images.get("hello-world")


def test_image_that_is_not_served_is_told(student: Engine) -> None:
    """What the class does not serve is an error that says so, not an image of another source."""
    with pytest.raises(RegistryError, match="no such image"):
        kit.ensure(student, ["busybox"], lambda _: None, registry=CLASS)
    assert not student.client.images.list("busybox", filters={"reference": "127.0.0.1*"})


def test_students_cannot_write(served: str) -> None:
    """The registry takes nothing in: it is read-only for everyone."""
    upload = urllib.request.Request(f"http://{served}/v2/library/mine/blobs/uploads/", method="POST")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(upload)  # noqa: S310 - http
    assert caught.value.code in {405, 503}


def test_port_that_is_taken_is_told(engine: Engine, served: str) -> None:
    """A second registry at the same port is refused with a reason."""
    port = int(served.rpartition(":")[2])
    with (
        pytest.raises(QuaycraneError, match="port is taken"),
        kit.serving(engine, NAMES[:1], port=port, on_progress=lambda _: None),
    ):
        pass


@pytest.mark.usefixtures("served")
def test_filling_leaves_no_names(engine: Engine) -> None:
    """The names under which images were taken in are gone from the engine."""
    tags = {tag for image in engine.client.images.list() for tag in image.tags}
    assert not any(tag.startswith("127.0.0.1") for tag in tags)
