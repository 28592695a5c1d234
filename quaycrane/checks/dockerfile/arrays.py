"""Tells the exec form, a JSON array of strings, from the shell form."""

import json
import math
from typing import Any

from quaycrane.checks.dockerfile.spaces import SPACE


class NotOfStringsError(ValueError):
    """A JSON array that holds something else than strings: BuildKit takes it for neither form."""


def array(text: str) -> tuple[str, ...] | None:
    """Return the strings of a JSON array, None when the text is none.

    Raises:
        NotOfStringsError: It is an array of other things.
    """
    text = text.lstrip(SPACE)
    if not text.startswith("["):
        return None
    try:
        payload = json.loads(text, parse_constant=_refuse, parse_float=_number, parse_int=_number)
    except RecursionError:
        raise NotOfStringsError from None
    except ValueError:
        return None
    if not all(isinstance(item, str) for item in payload):
        raise NotOfStringsError
    return tuple(item.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for item in payload)


def _refuse(word: str) -> Any:  # noqa: ANN401 - json wants it so
    raise ValueError(word)


def _number(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(digits)
    return number
