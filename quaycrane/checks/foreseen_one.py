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
    found = value_at(answer, file, *place)
    if not isinstance(found, str) or found not in among:
        raise _unlike(found, place, f"one of the words {', '.join(among)}")
    return found


def foreseen_number(answer: Answer, file: str, *place: str) -> int:
    """Return the whole number at a place of a YAML answer.

    Args:
        answer: The answer.
        file: The file.
        place: The keys that lead to it.

    Raises:
        InputError: The file is no YAML, or there is no such number.
    """
    found = value_at(answer, file, *place)
    if not isinstance(found, int) or isinstance(found, bool):
        raise _unlike(found, place, "a number without quotes")
    return found


def _unlike(found: object, place: tuple[str, ...], wanted: str) -> InputError:
    where = ", ".join(map(repr, place))
    if found is None:
        return InputError(f"There is nothing under {where}", fix=f"Write {wanted} there. {FORM}")
    kinds: dict[type, str] = {list: "a list", dict: "a mapping"}
    kind = kinds.get(type(found), repr(found)[:_SHOWN])
    return InputError(f"There is {kind} under {where}", fix=f"Write {wanted} there")
