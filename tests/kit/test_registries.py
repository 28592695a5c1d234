"""Registries that do not behave: each a clear error, and no half image."""

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.errors import RegistryError
from tests.kit.conftest import is_here
from tests.kit.misbehaving import (
    Registry,
    image_for_another_processor,
    image_with_silent_layer,
    self_signed,
)

pytestmark = pytest.mark.engine

TOO_MANY = (
    429,
    "application/json",
    b'{"errors": [{"code": "TOOMANYREQUESTS", "message": "You have reached your pull rate limit"}]}',
)


@pytest.fixture
def here(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine that reaches servers of this process, with little patience."""
    if not is_here(engine):
        pytest.skip("the engine is on another machine")
    monkeypatch.setattr("quaycrane.engine.images.registry._ANSWER_SECONDS", 2)
    monkeypatch.setattr("quaycrane.engine.images.registry._SILENT_SECONDS", 2)
    before = {image.id for image in engine.client.images.list(all=True)}
    yield engine
    assert {image.id for image in engine.client.images.list(all=True)} == before


def fetch(engine: Engine, registry: str) -> None:
    """Fetch an image from one registry, and no other."""
    kit.ensure(engine, ["busybox"], lambda _: None, registry=registry, force=True)


def test_too_many_requests_are_told(here: Engine) -> None:
    """A rate limit is named, with what to do about it."""
    with Registry({"": TOO_MANY}).at("127.0.0.1") as address, pytest.raises(RegistryError) as caught:
        fetch(here, address)
    assert "429" in caught.value.what
    assert "docker login" in caught.value.fix


def test_registry_that_hangs_is_given_up(here: Engine) -> None:
    """A registry that takes the connection and never answers costs seconds, not minutes."""
    with Registry({"": None}).at("127.0.0.1") as address, pytest.raises(RegistryError, match="not answer"):
        fetch(here, address)


def test_registry_that_falls_silent_is_given_up(here: Engine) -> None:
    """A layer that never comes is given up, and nothing of the image is left."""
    silent = Registry(image_with_silent_layer())
    with silent.at("127.0.0.1") as address, pytest.raises(RegistryError, match="not answer"):
        fetch(here, address)
    assert any("/blobs/" in path for path in silent.asked)


def test_nobody_at_the_address_is_told(here: Engine) -> None:
    """An address where nothing listens is told at once."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(RegistryError, match="not answer") as caught:
            fetch(here, f"127.0.0.1:{taken.getsockname()[1]}")
    assert "refused" in caught.value.why


def test_image_for_another_processor_is_told(here: Engine) -> None:
    """A registry whose image does not run on this engine is told as such."""
    with (
        Registry(image_for_another_processor()).at("127.0.0.1") as address,
        pytest.raises(RegistryError, match="processor"),
    ):
        fetch(here, address)


def test_certificate_that_nobody_signed_is_told(here: Engine, tmp_path: Path) -> None:
    """A certificate that fails is told, with where to put the one of its signer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: asks which address would be used
        except OSError:
            pytest.skip("this machine has no address but the loopback one, where engines trust everyone")
        host = str(probe.getsockname()[0])
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    with (
        Registry({}).at(host, self_signed(tmp_path, host)) as address,
        pytest.raises(RegistryError, match="certificate is not trusted") as caught,
    ):
        fetch(here, address)
    assert "/etc/docker/certs.d" in caught.value.fix


def test_registry_out_of_reach_is_asked_once(here: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """After one refusal the other images are not asked for: their recipes make them."""
    busy = Registry({"": TOO_MANY})
    made: list[str] = []
    told: list[str] = []
    with busy.at("127.0.0.1") as address:
        images = [
            replace(image, published=f"{address}/{image.reference}:1")
            for image in kit.chosen("busybox", "hello-world")
        ]
        module = sys.modules["quaycrane.kit.fetch"]
        monkeypatch.setattr(module, "missing", lambda *_: images)
        monkeypatch.setattr(
            module, "make", lambda _e, left, *_, **__: made.extend(image.reference for image in left)
        )
        kit.ensure(here, (), told.append)
    assert made == ["hello-world", "busybox"]
    assert any("429" in line and "making stand-ins" in line for line in told)
    assert not any("busybox" in path for path in busy.asked)
