"""Compares versions of packages, as Debian's tools do; other kinds are put into its form."""

import re
from itertools import zip_longest

_PARTS = re.compile(r"(\D*)(\d*)")
_BEFORE = re.compile(r"(?i)[-_.]?(alpha|beta|preview|pre|rc|dev|[ab](?=\d))")
_ZEROS = re.compile(r"(\.0+)+$")


def is_before(kind: str, one: str, other: str) -> bool:
    """Return whether a version comes before another.

    Args:
        kind: The packages' kind: ``deb``, ``apk``, ``npm`` or ``python``.
        one: The first version.
        other: The second.
    """
    return _compare(_form(kind, one), _form(kind, other)) < 0


def _form(kind: str, version: str) -> str:
    """Return a version so that what comes before a release has a tilde, which sorts before the end."""
    if kind == "deb":
        return version
    plain = version.removeprefix("v").partition("+")[0]
    marked = _BEFORE.sub(r"~\1", plain).replace("~dev", "~~dev")
    if kind == "apk":
        return marked
    release, tilde, rest = marked.partition("~")
    return _ZEROS.sub("", release) + tilde + rest


def _compare(one: str, other: str) -> int:
    first, second = _split(one), _split(other)
    if first[0] != second[0]:
        return -1 if first[0] < second[0] else 1
    return _part(first[1], second[1]) or _part(first[2], second[2])


def _split(version: str) -> tuple[int, str, str]:
    """Return epoch, the maker's version, and the packager's revision."""
    epoch, colon, rest = version.partition(":")
    if not colon or not epoch.isdigit():
        epoch, rest = "0", version
    upstream, dash, revision = rest.rpartition("-")
    return int(epoch), upstream if dash else rest, revision if dash else ""


def _part(one: str, other: str) -> int:
    """Compare as Debian's policy says: letters before signs, a tilde before the end, then numbers."""
    for (word, number), (word2, number2) in zip_longest(
        _PARTS.findall(one), _PARTS.findall(other), fillvalue=("", "")
    ):
        for a, b in zip_longest(word, word2, fillvalue=""):
            if _weight(a) != _weight(b):
                return -1 if _weight(a) < _weight(b) else 1
        if int(number or 0) != int(number2 or 0):
            return -1 if int(number or 0) < int(number2 or 0) else 1
    return 0


def _weight(sign: str) -> int:
    if sign == "~":
        return -1
    return 0 if not sign else ord(sign) + (0 if sign.isalpha() else 256)
