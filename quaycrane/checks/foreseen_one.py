"""Reads one thing that a learner foresaw, a word or a number, from a YAML answer."""

from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.predictions import FORM, value_at
from quaycrane.errors import InputError

_SHOWN = 40


def foreseen_word(answer: Answer, file: str, *place: str, among: Sequence[str]) -> str:
    """Return the word at a place of a YAML answer.

    Args:
        answer: The answer.
        file: The file.
        place: The keys that lead to it.
        among: The words that may stand there.

    Raises:
        InputError: The file is no YAML, or there is no such word.
    """
    value = value_at(answer, file, *place)
    if not isinstance(value, str) or value not in among:
        raise _unlike(value, place, f"one of the words {', '.join(among)}")
    return value


def foreseen_number(answer: Answer, file: str, *place: str) -> int:
    """Return the whole number at a place of a YAML answer.

    Args:
        answer: The answer.
        file: The file.
        place: The keys that lead to it.

    Raises:
        InputError: The file is no YAML, or there is no such number.
    """
    value = value_at(answer, file, *place)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unlike(value, place, "a number without quotes")
    return value


def _unlike(value: object, place: tuple[str, ...], wanted: str) -> InputError:
    where = ", ".join(map(repr, place))
    if value is None:
        return InputError(f"There is nothing under {where}", fix=f"Write {wanted} there. {FORM}")
    kinds: dict[type, str] = {list: "a list", dict: "a mapping"}
    kind = kinds.get(type(value), repr(value)[:_SHOWN])
    return InputError(f"There is {kind} under {where}", fix=f"Write {wanted} there")
