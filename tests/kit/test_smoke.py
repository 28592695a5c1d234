"""Smoke tests of the kit's images: each passes on its own image, and fails on another."""

from dataclasses import replace

import pytest

from quaycrane import kit
from quaycrane.engine import Engine

pytestmark = pytest.mark.engine

SMALL = ("hello-world", "busybox", "alpine:3", "nginx:alpine", "debian:bookworm-slim")


@pytest.fixture(scope="module")
def images(engine: Engine) -> dict[str, kit.KitImage]:
    """The images of `SMALL`, which are on the engine."""
    kit.ensure(engine, SMALL)
    return {image.reference: image for image in kit.chosen(*SMALL)}


@pytest.mark.parametrize("reference", SMALL)
def test_image_does_what_it_is_there_for(
    engine: Engine, images: dict[str, kit.KitImage], reference: str
) -> None:
    """Each image passes its smoke test."""
    seen = kit.smoke(engine, images[reference])
    assert seen.passed, seen


def test_other_image_fails(engine: Engine, images: dict[str, kit.KitImage]) -> None:
    """An image under a wrong name is found out, with what it printed."""
    wrong = replace(images["debian:bookworm-slim"], smoke=dict(images["alpine:3"].smoke))
    seen = kit.smoke(engine, wrong)
    assert not seen.passed
    assert "ended with code" in seen.seen


def test_shell_is_found(engine: Engine, images: dict[str, kit.KitImage]) -> None:
    """An image that should have no shell and has one fails."""
    seen = kit.smoke(engine, replace(images["busybox"], smoke={"shell": False}))
    assert not seen.passed
    assert "has a shell" in seen.seen


def test_silent_service_fails_at_once(engine: Engine, images: dict[str, kit.KitImage]) -> None:
    """A service that ends instead of answering fails with its log, not after a minute."""
    seen = kit.smoke(engine, replace(images["hello-world"], smoke={"port": 80}))
    assert not seen.passed
    assert "ended" in seen.seen
