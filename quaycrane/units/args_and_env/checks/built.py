"""What an image built with an argument says, and what its server says when it is started with a variable."""

import secrets
from typing import TYPE_CHECKING

from quaycrane.checks.answer_builds import build_given, engine, first_build
from quaycrane.checks.behaviour.answering import answered
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import image_details

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer
    from quaycrane.checks.registry import Check

VERSION = "org.opencontainers.image.version"
"""The label in which an image tells its version."""

_PORT = 3000
_NONE = "nothing"


def _words(built_with: str = "", started_with: str = "", **_: object) -> dict[str, str]:
    """Return how the checks tell of what they give."""
    built = f"Built with --build-arg {built_with}" if built_with else "Built with no --build-arg"
    return {"built": built, "started": f" and started with -e {started_with}" if started_with else ""}


@checked(
    why="One Dockerfile serves several releases only when its arguments reach what is to know of them",
    fix="Follow the value: from ARG to ENV, to RUN, or to the line that reads it, and to what -e gives",
    needs=("builds",),
    words=_words,
)
def answers_with(answer: "Answer", line: str, built_with: str = "", started_with: str = "") -> Observation:
    """{built}{started}, the server says "{line}".

    Args:
        answer: The answer.
        line: What a line of its page begins with; ``{word}`` in it is a word made up for this run.
        built_with: ``NAME=VALUE`` for ``--build-arg``, or empty; the same ``{word}``.
        started_with: ``NAME=VALUE`` for ``-e``, or empty; the same ``{word}``.
    """
    word = _word(answer)
    page = _page(answer, built_with.replace("{word}", word), started_with.replace("{word}", word))
    wanted = line.replace("{word}", word)
    name = wanted.rpartition(" ")[0]
    said = next((one for one in page.splitlines() if one.startswith(name)), page.strip()[:80])
    return Observation(passed=said.startswith(wanted), observed=f"It says: {said}")


@checked(
    why="Whoever finds the image in a registry reads its version from its label, without starting it",
    fix="Write LABEL below the ARG, with $ and the argument's name, not in single quotes",
    needs=("builds",),
    words=_words,
)
def labelled(answer: "Answer", label: str, value: str, built_with: str = "") -> Observation:
    """{built}, the image's label {label} is {value}.

    Args:
        answer: The answer.
        label: The label's name.
        value: What it is to be; ``{word}`` is a word made up for this run.
        built_with: ``NAME=VALUE`` for ``--build-arg``, or empty; the same ``{word}``.
    """
    word = _word(answer)
    image = _image(answer, built_with.replace("{word}", word))
    found = (image_details(engine(), image)["Config"].get("Labels") or {}).get(label)
    observed = "There is no such label" if found is None else f"It is {found or _NONE}"
    return Observation(passed=found == value.replace("{word}", word), observed=observed)


def released(value: str, built_with: str = "") -> "tuple[Check, ...]":
    """Return the checks of the three places in which the task wants the release: label, variable and file."""
    return (
        labelled(VERSION, value, **_given(built_with)),
        answers_with(f"release {value}", **_given(built_with)),
        answers_with(f"built as {value}", **_given(built_with)),
    )


def _given(built_with: str) -> dict[str, str]:
    return {"built_with": built_with} if built_with else {}


def _page(answer: "Answer", built_with: str, started_with: str) -> str:
    """Return what the server answers; the same image, started the same, is asked once."""
    name = f"page {built_with} {started_with}"
    if name not in answer.kept:
        image, environment = _image(answer, built_with), _pair(started_with)
        answer.kept[name] = answered(answer, image, _PORT, "/", environment=environment)
    page: str = answer.kept[name]
    return page


def _image(answer: "Answer", built_with: str) -> str:
    given = _pair(built_with)
    return (build_given(answer, given) if given else first_build(answer)).image_id


def _pair(text: str) -> dict[str, str]:
    name, _, value = text.partition("=")
    return {name: value} if name else {}


def _word(answer: "Answer") -> str:
    word: str = answer.kept.setdefault("word", f"9.{secrets.token_hex(3)}")
    return word
