"""Sizes, durations and numbers as Docker Compose writes them."""

import math
import re
from decimal import Decimal

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?([kKmMgGtTpP])?[iI]?[bB]?")
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w)")
_NANOSECONDS = {
    "ns": 1, "us": 10**3, "µs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9,
    "d": 24 * 3600 * 10**9, "w": 7 * 24 * 3600 * 10**9,
}  # fmt: skip


def size_bytes(value: object) -> str:
    """Return a size such as ``1.5g`` as bytes in digits, as Compose does.

    Raises:
        ValueError: It is no size.
    """
    if isinstance(value, int):
        return str(value)
    text = str(value).strip()
    match = _SIZE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no size such as 512m")
    return str(int(Decimal(match[1]) * 1024 ** _POWERS[(match[2] or "").lower()]))


def duration(value: object) -> str:
    """Return a duration such as ``90s`` as Go writes it: ``1m30s``.

    Raises:
        ValueError: It is no duration.
    """
    text = str(value).strip()
    if text == "0":
        return "0s"
    parts = list(_DURATION.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        raise ValueError(f"{text!r} is no duration such as 1m30s")
    return _go_duration(int(sum(Decimal(part[1]) * _NANOSECONDS[part[2]] for part in parts)))


def _go_duration(nanoseconds: int) -> str:
    second = _NANOSECONDS["s"]
    if nanoseconds == 0:
        return "0s"
    if nanoseconds < second:
        unit = next(name for name in ("ms", "µs", "ns") if nanoseconds >= _NANOSECONDS[name])
        return f"{_decimal(nanoseconds, _NANOSECONDS[unit])}{unit}"
    hours, rest = divmod(nanoseconds, 3600 * second)
    minutes, rest = divmod(rest, 60 * second)
    text = f"{_decimal(rest, second)}s"
    if hours or minutes:
        text = f"{minutes}m{text}"
    return f"{hours}h{text}" if hours else text


def _decimal(count: int, unit: int) -> str:
    return f"{(Decimal(count) / unit).normalize():f}"


def number_text(value: float) -> str:
    """Return a float as Go prints it in a text."""
    if not math.isfinite(value):
        return {"inf": "+Inf", "-inf": "-Inf"}.get(str(value), "NaN")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    power = len(digits) - 1 + int(exponent)
    if -4 <= power < 6:  # noqa: PLR2004 - Go's own
        return f"{Decimal(repr(value)).normalize():f}"
    mantissa = "".join(map(str, digits))
    mantissa = mantissa[0] + (f".{mantissa[1:]}" if len(mantissa) > 1 else "")
    return f"{'-' if sign else ''}{mantissa}e{'-' if power < 0 else '+'}{abs(power):02}"
