"""Reads what a learner foresaw, from a YAML answer in the form that the task shows."""

from collections.abc import Sequence
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.compose.events import NotReadError
from quaycrane.checks.compose.reader import read
from quaycrane.errors import InputError

FORM = "Use the form that the task shows"
"""What helps where an answer has another."""

_SHOWN = 40


def foreseen(
    answer: Answer, file: str, *place: str, among: Sequence[str], called: str = "step"
) -> frozenset[str]:
    """Return the list of words at a place of a YAML answer.

    Args:
        answer: The answer.
        file: The file.
        place: The keys that lead to the list.
        among: The words that may stand in it.
        called: What one of these words names.

    Raises:
        InputError: The file is no YAML, there is no list, or it holds another word.
    """
    return frozenset(_listed(answer, file, place, among, called))


def ordered(answer: Answer, file: str, *place: str, among: Sequence[str]) -> tuple[str, ...]:
    """Return the order in which the words stand at a place of a YAML answer, each of them once.

    Args:
        answer: The answer.
        file: The file.
        place: The keys that lead to the list.
        among: The words.

    Raises:
        InputError: The file is no YAML, there is no list, or not every word stands in it once.
    """
    words = _listed(answer, file, place, among, "word")
    if len(words) != len(among) or set(words) != set(among):
        where = ", ".join(map(repr, place))
        raise InputError(f"Not each word stands once under {where}", fix=f"Order all of {', '.join(among)}")
    return tuple(words)


def _listed(answer: Answer, file: str, place: Sequence[str], among: Sequence[str], called: str) -> list[str]:
    value = value_at(answer, file, *place)
    where = ", ".join(map(repr, place))
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise InputError(f"There is no list under {where}", fix=FORM)
    if unknown := [word for word in value if word not in among]:
        sentence = f"There is no {called} {unknown[0][:_SHOWN]!r}, under {where}"
        raise InputError(sentence, fix=f"The {called}s are {', '.join(among)}")
    return list(value)


def value_at(answer: Answer, file: str, *place: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return what stands at a place of a YAML answer, None where nothing does.

    Raises:
        InputError: The file is no YAML.
    """
    try:
        documents = read(answer.read(file))
    except NotReadError as error:
        line, what = error.problem.line, error.problem.what
        raise InputError(f"{file} is no YAML, line {line}", why=what, fix=FORM) from None
    value: Any = documents[0].value if documents else None
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    return value
