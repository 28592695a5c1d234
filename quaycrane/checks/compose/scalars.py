"""What a plain word of YAML means to Docker Compose, which differs from YAML 1.1 and 1.2 both."""

import re

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LIMITS = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?([Tt ]\d.*)?")
_MOST_DIGITS = 20
Scalar = str | int | float | bool | None


class Moment(str):
    """A date without quotes, which Compose takes nowhere."""

    __slots__ = ()


def plain_scalar(text: str) -> Scalar:
    """Return what a scalar without quotes and without a tag is."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return _number(text)


def _number(text: str) -> Scalar:
    if text.lower() in _LIMITS:
        return float(_LIMITS[text.lower()])
    digits = text.replace("_", "")
    if _INTEGER.fullmatch(digits) and len(digits) <= _MOST_DIGITS:
        return _integer(digits)
    if _FLOAT.fullmatch(digits):
        return float(digits)
    return Moment(text) if _DATE.fullmatch(text) else text


def _integer(digits: str) -> int:
    sign = -1 if digits.startswith("-") else 1
    number = digits.lstrip("+-").lower()
    if number.startswith(("0x", "0b", "0o")):
        return sign * int(number, 0)
    return sign * int(number, 8 if number.startswith("0") and len(number) > 1 else 10)


def tagged_scalar(tag: str, text: str) -> Scalar:
    """Return what a scalar with one of YAML's own tags is.

    Raises:
        ValueError: The text is nothing of that kind.
    """
    kind = tag.rpartition(":")[2].removeprefix("!!")
    if kind in {"str", "binary", "timestamp"}:
        return text
    scalar = plain_scalar(text)
    wanted = {"int": int, "float": (int, float), "bool": bool, "null": type(None)}.get(kind)
    if wanted and not isinstance(scalar, wanted):  # type: ignore[arg-type] # a table of types
        raise ValueError(f"{text!r} is no {kind}")
    return float(scalar) if kind == "float" and isinstance(scalar, int) else scalar
