"""Reads the image of an answer, once."""

from collections.abc import Iterator
from contextlib import suppress

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.image.content import Note, note_content
from quaycrane.checks.image.model import Image, Layer
from quaycrane.checks.image.read import read_image
from quaycrane.engine import layer_digests, saved
from quaycrane.errors import QuaycraneError

_MOST_LAYERS = 100
_layers: dict[str, Layer] = {}
"""Layers that were read: answers stand on the same few bases."""


def image_of(answer: Answer) -> Image:
    """Return the image that the answer makes, with notes of its files.

    Raises:
        BuildError: It does not build.
        NoEngineError: There is no engine.
    """
    if "image" not in answer.kept:
        if len(_layers) > _MOST_LAYERS:
            _layers.clear()
        saving = saved(engine(), first_build(answer).image_id)
        answer.kept["image"] = read_image(saving, note_content, _layers)
    image: Image = answer.kept["image"]
    return image


def layers_read() -> dict[str, Layer]:
    """Return the layers that were read so far, by their names in an engine's archives."""
    return dict(_layers)


def places(image: Image) -> Iterator[tuple[str, str]]:
    """Yield each place outside files where text stands in an image, and the text."""
    for number, made in enumerate(image.history, 1):
        yield f"step {number} of the history", made
    for key, value in image.settings.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from ((f"{key} {name}", f"{name}={said}") for name, said in one.items())
            else:
                yield key, str(one)


def names(image: Image) -> Iterator[tuple[str, str]]:
    """Yield for each file of each layer its place, and its path and what it leads to as text."""
    for number, layer in enumerate(image.layers, 1):
        for path, file in layer.files.items():
            yield f"the name of a file (layer {number})", f"{path}\n{file.target}"


def noted(image: Image) -> Iterator[tuple[str, Note]]:
    """Yield each note of a file, of every layer, with the place: files that a later layer hides, too."""
    for number, layer in enumerate(image.layers, 1):
        above = image.layers[number:]
        for path, note in layer.notes.items():
            gone = any(path in later.files or later.hides(path) for later in above)
            yield f"/{path} (layer {number}{', hidden by a later one' if gone else ''})", note


def base_layers(answer: Answer) -> int:
    """Return how many of the image's layers are those of the image that its last stage stands on."""
    own = layer_digests(engine(), first_build(answer).image_id)
    counts = [0]
    for step in first_build(answer).steps:
        if step.is_base:
            name = step.instruction.removeprefix("FROM ").partition("@")[0]
            with suppress(QuaycraneError):
                base = layer_digests(engine(), name)
                counts += [len(base)] if own[: len(base)] == base else []
    return max(counts)
