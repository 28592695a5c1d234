"""What lies in any layer of an image, also below one that removes it."""

import fnmatch
from collections.abc import Sequence
from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.changes import edit_of
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.traces import traces_of
from quaycrane.checks.registry import Observation

_WHY = "Whoever gets the image gets every layer of it, and pays for every layer of it"
_FIX = "Build in a stage of its own, and copy into the last one only what it made"
_MOST_TOLD = 5


@checked(why=_WHY, fix=_FIX, needs=("builds",))
def no_layer_holds(answer: Answer, paths: Sequence[str]) -> Observation:
    """No layer of the image holds {paths}, not even one below a layer that removes it.

    Args:
        answer: The answer.
        paths: Patterns of paths, without a slash in front: ``*/node_modules/vite/*``.
    """
    layers = image_of(answer).layers
    places = [
        f"/{path} (layer {number}{', removed above it' if hidden else ''})"
        for number, layer in enumerate(layers, 1)
        for path in layer.files
        if any(fnmatch.fnmatchcase(path, pattern) for pattern in paths)
        for hidden in [any(above.hides(path) for above in layers[number:])]
    ]
    more = f", and {len(places) - _MOST_TOLD} more" if len(places) > _MOST_TOLD else ""
    sentence = ", ".join(places[:_MOST_TOLD]) + more
    return Observation(passed=not places, observed=sentence or f"None in {len(layers)} layers")


@checked(
    why="Sources in an image are weight, and they tell whoever has it how the application works inside",
    fix=_FIX,
    needs=("builds",),
)
def ships_no_sources(answer: Answer, files: Sequence[str]) -> Observation:
    """A word that is put into a comment of {files} is in no layer of the image that comes of it.

    Args:
        answer: The answer.
        files: Sources, from the answer's folder.
    """

    def edit(folder: Path, word: str) -> None:
        for file in files:
            edit_of(file)(folder, word)

    traces = traces_of(answer, edit)
    sentence = ", ".join(traces[:_MOST_TOLD])
    return Observation(passed=not traces, observed=f"It is in {sentence}" if traces else "It is nowhere")
