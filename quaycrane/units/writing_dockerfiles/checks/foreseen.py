"""Whether a learner foresaw what a line does to an image's size, judged against the engine."""

from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_other, engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered

_FILE = "predictions.yaml"
_WORDS = ("smaller", "same", "larger")
WORDS = {_FILE: _WORDS}
"""The words that an answer may hold, by its file; `%%answer` tells of others at once."""

_PLAIN = "plain"
_NEARLY_BYTES = 100_000


@checked(
    why="Who knows what a line weighs need not build to find out",
    fix="Ask what the line adds as a layer of its own: a layer never takes anything from those below it",
    file=_FILE,
)
def predicts(answer: Answer, variant: str) -> Observation:
    """How large {variant} is beside plain is foreseen."""
    said = foreseen_word(answer, _FILE, variant, among=_WORDS)
    sizes = Answer(answer.folder / "sizes")
    plain, other = (_bytes(sizes, name) for name in (_PLAIN, variant))
    difference = other - plain
    happened = "same" if abs(difference) < _NEARLY_BYTES else ("larger" if difference > 0 else "smaller")
    right = said == happened
    # What happened is the solution, so only a right prediction is told it.
    observed = f"{plain / 1e6:.1f} MB and {other / 1e6:.1f} MB" if right else "The engine says otherwise"
    return Observation(passed=right, observed=observed)


def _bytes(sizes: Answer, name: str) -> int:
    """Return the bytes of the layers of an image of the unit's own."""
    text = Path(sizes.folder, f"{name}.Dockerfile").read_text(encoding="utf-8")

    def weigh() -> list[str]:
        image = build_other(sizes, text).image_id
        return [str(sum(layer.size_bytes for layer in engine().layers(image)))]

    return int(remembered(sizes, f"bytes of {name}", weigh)[0])
