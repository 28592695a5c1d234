"""Whether a learner foresaw what a container sees of a variable, judged against Compose and the engine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import copied, engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.errors import QuaycraneError

_FILE = "predictions.yaml"
_QUIZ = "quiz.compose.yaml"
_WORDS = (
    "oslo", "lima", "north", "south", "west", "red", "star", "quoted-star", "five$TOWN", "fiveoslo", "five",
    "nothing",
)  # fmt: skip
_QUOTED = '"star"'


@checked(
    why="Who knows which source of a variable wins need not look for the others",
    fix="Ask: does this source enter a container at all, and which of those that enter is nearest to it?",
    file=_FILE,
)
def predicts(answer: Answer, given: str, variable: str) -> Observation:
    """What a container sees of {variable} is foreseen ({given})."""
    said = foreseen_word(answer, _FILE, given, variable, among=_WORDS)
    quiz = Answer(answer.folder / "quiz")
    quiz.__dict__["text"] = quiz.read(_QUIZ)
    lines = remembered(quiz, given, lambda: _lines(quiz, given))
    value = next((line.partition("=")[2] for line in lines if line.startswith(f"{variable}=")), "nothing")
    right = said == ("quoted-star" if value == _QUOTED else value)
    # What happened is the solution, so only a right prediction is told it.
    seen = f"It is {value}" if right else f"You foresaw {said}; the container says something else"
    return Observation(passed=right, observed=seen)


def _lines(quiz: Answer, given: str) -> list[str]:
    """Return the environment that a container of the quiz prints."""
    option, shell = _GIVEN[given]
    printed: list[str] = []
    with copied(quiz) as folder, _shell(shell):
        command = ["compose", "-f", str(folder / _QUIZ), "run", "--rm", "-T", *option, "ask"]
        if engine().docker(command, printed.append):
            raise QuaycraneError("The quiz does not run", why="".join(printed))
    return "".join(printed).splitlines()


@contextmanager
def _shell(variables: dict[str, str]) -> Iterator[None]:
    """Let the command see variables, as a shell does that has exported them, and no others of the quiz."""
    before = dict(os.environ)
    for name in ("TOWN", "CRANE", "PIER"):
        os.environ.pop(name, None)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


_GIVEN: dict[str, tuple[list[str], dict[str, str]]] = {
    "docker compose run": ([], {}),
    "TOWN=lima in the shell": ([], {"TOWN": "lima"}),
    "run -e PIER=west": (["-e", "PIER=west"], {}),
}
