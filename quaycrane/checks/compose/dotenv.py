"""Reads the `NAME=value` lines of `.env`, of an `env_file` and of a `label_file`."""

import re
from collections import ChainMap

from quaycrane.checks.compose.interpolate import InterpolationError, substitute

_BLANK = " \t\v\f\r\x85\xa0"
_EXPORT = re.compile(r"export\s+")
_ESCAPE = re.compile(r'\\(?:[abfnrtv$"\\]|0\d{0,3})')
_OCTAL = re.compile(r"[0-3][0-7]{2}")
_SAID = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "$": "$$"}


def variables_of(
    text: str, outer: dict[str, str], variables: dict[str, str] | None = None, *, raw: bool = False
) -> dict[str, str]:
    """Return the variables that a text sets; later lines see earlier ones.

    Args:
        text: Lines of ``NAME=value``; comments, `export` and quotes as Compose reads them.
        outer: Variables that values may use, and the values of names without one.
        variables: What earlier texts have set; it is added to, and seen behind `outer`.
        raw: Whether quotes, comments behind a value and dollar signs are part of the value.

    Raises:
        ValueError: A line is none, or names a variable wrongly; it says which.
    """
    variables = {} if variables is None else variables
    text = text.removeprefix("\ufeff")
    (_take_raw if raw else _take)(text, outer, variables)
    return variables


def _take(text: str, outer: dict[str, str], variables: dict[str, str]) -> None:
    at = 0
    while (at := _statement(text, at)) < len(text):
        name, at, inherited = _name(text, at)
        if inherited:
            if name in outer:
                variables[name] = outer[name]
            continue
        line = text.count("\n", 0, at) + 1
        value, at, fills = _value(text, at, line)
        try:
            variables[name] = (
                substitute(value, ChainMap(outer, variables)) if fills and "$" in value else value
            )
        except InterpolationError as error:
            raise ValueError(f"line {line}: {error}") from None


def _statement(text: str, at: int) -> int:
    """Return where the next statement begins: behind blank lines and comments."""
    while at < len(text):
        if text[at] == "#":
            end = text.find("\n", at)
            at = end if end >= 0 else len(text)
        elif text[at].isspace():
            at += 1
        else:
            break
    return at


def _name(text: str, at: int) -> tuple[str, int, bool]:
    """Return the name at a place, where what follows it begins, and whether it has no value of its own."""
    exported = _EXPORT.match(text, at)
    at = exported.end() if exported else at
    begin, line = at, text.count("\n", 0, at) + 1
    while at < len(text) and text[at] not in "=:\n":
        if text[at] not in _BLANK and text[at] not in "_.-[]" and not text[at].isalnum():
            word = text[begin:].partition("\n")[0]
            raise ValueError(f"line {line}: {text[at]!r} cannot stand in the name of a variable: {word}")
        at += 1
    if at == len(text):  # Compose takes a name at the very end for no name, and what is left for its value
        return "", begin, False
    name = text[begin:at].rstrip()
    if " " in name:
        raise ValueError(f"line {line}: a name cannot contain a space: {name}")
    inherited = text[at] == "\n"
    at += 1
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return name, at, inherited


def _value(text: str, at: int, line: int) -> tuple[str, int, bool]:
    """Return the value at a place, where it ends, and whether variables are filled into it."""
    quote = text[at : at + 1]
    if quote not in {"'", '"'}:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        return text[at:end].partition(" #")[0].rstrip(), end + 1, True
    signs: list[str] = []
    place = at + 1
    while place < len(text):
        sign = text[place]
        if sign == quote:
            whole = "".join(signs)
            return (_ESCAPE.sub(_said, whole) if quote == '"' else whole), place + 1, quote == '"'
        if sign == "\\" and place + 1 < len(text):
            place += 1
            sign = text[place] if text[place] == quote else f"\\{text[place]}"
        signs.append(sign)
        place += 1
    raise ValueError(f"line {line}: a quoted value is not closed: {text[at:].partition(chr(10))[0]}")


def _said(escape: re.Match[str]) -> str:
    letter, digits = escape[0][1], escape[0][2:]
    if letter == "0":
        return chr(int(digits, 8)) if _OCTAL.fullmatch(digits) else f"\\{digits}"
    return _SAID.get(letter, letter)


def _take_raw(text: str, outer: dict[str, str], variables: dict[str, str]) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        stated = line.removesuffix("\r").lstrip(" \t")
        if not stated.strip() or stated.startswith("#"):
            continue
        name, equals, value = stated.partition("=")
        if not name or any(sign.isspace() for sign in name):
            raise ValueError(f"line {number}: this is no name of a variable: {name!r}")
        if equals:
            variables[name] = value
        elif name in outer:
            variables[name] = outer[name]
