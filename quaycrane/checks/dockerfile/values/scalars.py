"""Small values as Go's standard library and BuildKit's helpers read them."""

import re

BOOLEANS = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
"""What is read as yes or no."""

_DIGITS = {8: re.compile(r"[0-7]+", re.ASCII), 10: re.compile(r"[0-9]+", re.ASCII)}
_FLOAT = r"[+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_SIZE = re.compile(rf"{_FLOAT} ?(?:b|[kmgtp](?:i?b)?)?", re.ASCII | re.IGNORECASE)
_SIGNALS = {
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE",
    "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU",
    "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
}  # fmt: skip
_SIGNALS |= {f"RT{end}" for n in range(1, 16) for end in (f"MIN+{n}", f"MAX-{n}") if end != "MAX-15"}


def unsigned(text: str, base: int, most: int = 2**32 - 1) -> int | None:
    """Return a whole number without a sign in a base of 8 or 10, None where it is none or too large."""
    if not _DIGITS[base].fullmatch(text) or len(text) > len(str(2**64)):
        return None
    return number if (number := int(text, base)) <= most else None


def is_size(text: str) -> bool:
    """Return whether a text is an amount of memory, such as ``64m`` or ``1.5 GiB``."""
    return bool(_SIZE.fullmatch(text))


def is_signal(text: str) -> bool:
    """Return whether a text names a signal of Linux, or is a number other than 0."""
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text, re.ASCII):
        return int(text) != 0
    return text.upper().removeprefix("SIG") in _SIGNALS


def split_commas(text: str) -> list[str]:
    """Return the fields of one line of comma-separated values, quotes taken off.

    Raises:
        ValueError: It is empty, or its quotes are not closed where a field ends.
    """
    if not (text := re.sub(r"\r?\n\Z", "", text)):
        raise ValueError("nothing stands there")
    fields: list[str] = []
    at = 0
    field = re.compile(r'"((?:[^"]|"")*)"|([^",]*)')
    while True:
        match = field.match(text, at)
        assert match  # noqa: S101 - the second part matches nothing, too
        end = match.end()
        if text[end : end + 1] not in {"", ","}:
            raise ValueError("a quote stands inside a field")
        fields.append((match[1] or "").replace('""', '"') if match[1] is not None else match[2])
        if end == len(text):
            return fields
        at = end + 1
