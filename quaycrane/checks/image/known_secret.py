"""Finds a known secret again in an image, however it is spelt: in history, configuration and every layer."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.image.answer_image import names, noted, places
from quaycrane.checks.image.content import holds
from quaycrane.checks.image.model import Layer
from quaycrane.checks.image.read import read_image
from quaycrane.checks.image.secret_forms import spellings
from quaycrane.engine import saved

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_MOST_LAYERS = 100
_layers: dict[str, Layer] = {}
"""Layers that were read: a secret that is new is in none of them, but in those that were read for it."""

PLACES = ("history", "configuration", "labels", "layers")
"""Where an image can hold a text."""


def found_in(engine: "Engine", image: str, secret: str) -> Mapping[str, tuple[str, ...]]:
    """Return where a secret stands in an image: for each of `PLACES`, the spots in words.

    Args:
        engine: Where the image is.
        image: Its reference or id.
        secret: A secret that was made up for this image; base64, hexadecimal and other spellings of it count.
    """
    written = spellings(secret.encode())
    if len(_layers) > _MOST_LAYERS:
        _layers.clear()
    read = read_image(saved(engine, image), holds(written), _layers)
    found: dict[str, list[str]] = {place: [] for place in PLACES}
    for spot, text in places(read):
        if any(one in text.encode() for one in written):
            found[_place(spot)].append(spot)
    for spot, text in names(read):
        if any(one in text.encode() for one in written):
            found["layers"].append(spot)
    found["layers"] += [spot for spot, _ in noted(read)]
    return {place: tuple(dict.fromkeys(spots)) for place, spots in found.items()}


def earlier_stages(dockerfile: str) -> Mapping[str, str]:
    """Return for each stage but the last one the Dockerfile that ends with it, by the stage's name."""
    stages = parse(dockerfile).stages
    lines = dockerfile.split("\n")
    return {
        stage.name or str(stage.number): "\n".join(lines[: following.opening.line - 1]) + "\n"
        for stage, following in pairwise(stages)
    }


def _place(spot: str) -> str:
    if spot.startswith("step "):
        return "history"
    return "labels" if spot.startswith("Labels") else "configuration"
