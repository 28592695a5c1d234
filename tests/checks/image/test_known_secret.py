"""A known secret is found wherever it stands in an image, however it is spelt."""

import base64
from pathlib import Path

import pytest

from quaycrane.checks.image.known_secret import earlier_stages, found_in
from quaycrane.engine import Engine

TOKEN = "a7d1-practice-90e2f4"  # noqa: S105 - made up

LEFT = {
    "history": f"ARG T={TOKEN}\nRUN echo used\n",
    "configuration": f"ENV T={TOKEN}\n",
    "labels": f"LABEL built.with={TOKEN}\n",
    "layers": f"RUN printf %s '{base64.b64encode(f'token={TOKEN};'.encode()).decode()}' > /c && rm -f /x\n",
}


@pytest.mark.engine
@pytest.mark.parametrize("place", LEFT)
def test_each_place_is_searched(engine: Engine, tmp_path: Path, place: str) -> None:
    """It is found in the place where it was left: an ARG, an ENV, a label, or a file in base64."""
    image = engine.build(tmp_path, dockerfile=f"FROM alpine:3\n{LEFT[place]}").image_id
    assert found_in(engine, image, TOKEN)[place]


@pytest.mark.engine
def test_what_only_looks_like_a_secret_is_not_it(engine: Engine, tmp_path: Path) -> None:
    """A key in a library's self-test is not the token that the build was given."""
    keys = "RUN mkdir /test && printf '%s' '-----BEGIN PRIVATE KEY-----' > /test/key.pem\n"
    image = engine.build(tmp_path, dockerfile=f"FROM alpine:3\n{keys}").image_id
    assert not any(found_in(engine, image, TOKEN).values())


def test_stages_are_told_as_images_of_their_own() -> None:
    """Each stage but the last has the Dockerfile that ends with it."""
    stages = earlier_stages("ARG B=a\nFROM a AS one\nRUN x\nFROM b\nRUN y\nFROM c\nCOPY --from=one x x\n")
    assert stages == {
        "one": "ARG B=a\nFROM a AS one\nRUN x\n",
        "1": "ARG B=a\nFROM a AS one\nRUN x\nFROM b\nRUN y\n",
    }
