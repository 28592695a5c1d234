"""Splits the text of ENV, LABEL and ARG into words and pairs; quotes and escapes stay in them."""

import re
from dataclasses import dataclass
from functools import cache

from quaycrane.checks.dockerfile.spaces import BETWEEN_WORDS, SPACE


@dataclass(frozen=True)
class Pair:
    """A name and its value.

    Attributes:
        name: As written.
        value: As written, with quotes and variables; None for an ARG without a default.
        separator: ``=``, or empty for the old form with a space.
    """

    name: str
    value: str | None
    separator: str = "="


def quoted_words(text: str, escape: str) -> list[str]:
    """Return the words; a space inside quotes or after the escape character is no end of a word."""
    words = _pattern(escape).findall(text)
    return [word for word in words if word]


@cache
def _pattern(escape: str) -> re.Pattern[str]:
    sign = re.escape(escape)
    single = r"'[^']*+(?:'|\Z)"
    double = rf'"(?:{sign}.|[^"{sign}])*+(?:"|(?={sign}?\Z))'
    return re.compile(rf"(?:{single}|{double}|{sign}.|[^{SPACE}'\"{sign}])++", re.DOTALL)


def pairs(text: str, escape: str) -> tuple[tuple[Pair, ...], str]:
    """Return the pairs of ENV or LABEL, and what is wrong with them."""
    words = quoted_words(text, escape)
    if not words:
        return (), ""
    if "=" not in words[0]:
        parts = BETWEEN_WORDS.split(text, maxsplit=1)
        if len(parts) == 1:
            return (), "needs a name and a value"
        return (Pair(parts[0], parts[1], ""),), ""
    for word in words:
        if "=" not in word:
            return (), f"has {word[:40]!r} without an equals sign"
    return tuple(Pair(*word.split("=", 1)) for word in words), ""


def definitions(text: str, escape: str) -> tuple[Pair, ...]:
    """Return the names that ARG declares, with their defaults."""
    pairs = []
    for word in quoted_words(text, escape):
        name, sign, default = word.partition("=")
        pairs.append(Pair(name, default if sign else None))
    return tuple(pairs)
