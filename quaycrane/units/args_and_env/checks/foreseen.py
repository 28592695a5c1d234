"""Whether a learner foresaw what each place sees of a variable, judged against the engine."""

from typing import TYPE_CHECKING

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_given, engine
from quaycrane.checks.declared import checked
from quaycrane.checks.predictions import foreseen
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.engine import run_once

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "predictions.yaml"
_WORDS = ("rome", "oslo", "lima", "nothing")
_ASK = 'cat /seen; echo "CITY: [$CITY]"; echo "TOWN: [$TOWN]"; echo "PLACE: [$PLACE]"'
_GIVEN = {"as it is": "", "--build-arg CITY=lima": "build", "-e CITY=lima": "start"}


@checked(
    why="Who can say what a variable is in each place need not try",
    fix="Ask: is this before or after the line that declares it, in the build or in a container?",
    file=_FILE,
)
def predicts(answer: Answer, given: str, place: str) -> Observation:
    """What the image says of {place} is foreseen ({given})."""
    said = foreseen(answer, _FILE, given, place, among=_WORDS, called="word")
    quiz = Answer(answer.folder / "demos")
    quiz.__dict__["text"] = quiz.read("quiz.Dockerfile")
    lines = remembered(quiz, given, lambda: _lines(quiz, given))
    happened = next(line.partition(": ")[2] for line in lines if line.startswith(f"{place}: "))
    value = happened.strip("[]") or "nothing"
    right = said == {value}
    sentence = ", ".join(word for word in _WORDS if word in said) or "no word"
    # What happened is the solution, so only a right prediction is told it.
    seen = f"It is {value}" if right else f"You foresaw {sentence}; the engine says something else"
    return Observation(passed=right, observed=seen)


def _lines(quiz: Answer, given: str) -> list[str]:
    """Return what an image of the quiz prints, built or started with what is given."""
    when, pair = _GIVEN[given], _city(given)
    image = build_given(quiz, pair if when == "build" else {}).image_id
    environment = pair if when == "start" else {}
    return run_once(engine(), image, ["sh", "-c", _ASK], environment=environment).output.splitlines()


def _city(given: str) -> "Mapping[str, str]":
    name, _, value = given.rpartition(" ")[2].partition("=")
    return {name: value} if value else {}
