"""Whether a learner foresaw which of six images is larger than which."""

from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.predictions import ordered
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered

_FILE = "predictions.yaml"
_FOLDER = "variants"
_VARIANTS = (
    "two-stages",
    "owner-later",
    "removed-at-once",
    "removed-later",
    "touched-later",
    "owner-at-once",
)
WORDS = {_FILE: _VARIANTS}
"""The words that an answer may hold, by its file; `%%answer` tells of others at once."""


@checked(
    why="Who can say what a Dockerfile weighs writes a light one",
    fix="Ask of each layer what it stores, and never what it takes away",
    file=_FILE,
)
def predicts(answer: Answer, variant: str) -> Observation:
    """Which images are smaller than that of {variant} is foreseen."""
    said = ordered(answer, _FILE, "smallest first", among=_VARIANTS)
    own = Answer(answer.folder / _FOLDER)  # files of the unit's own: what they weigh holds for a whole class
    own.__dict__["text"] = "the six variants, by size"
    order = remembered(own, "order", lambda: _by_size(own))
    before, smaller = set(said[: said.index(variant)]), set(order[: order.index(variant)])
    right = before == smaller
    # What is smaller is the solution, so only a right prediction is told it.
    sentence = f"You have {len(before)} before it"
    seen = f"{sentence}, and so says the engine" if right else f"{sentence}; the engine has others"
    return Observation(passed=right, observed=seen)


def _by_size(own: Answer) -> list[str]:
    weighed: dict[str, Any] = {}
    for variant in _VARIANTS:
        text = own.read(f"{variant}.Dockerfile")
        built = engine().build(own.folder, dockerfile=text)
        weighed[variant] = sum(layer.size_bytes for layer in engine().layers(built.image_id))
    return sorted(weighed, key=lambda variant: weighed[variant])
