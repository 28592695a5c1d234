"""Fills variables into texts: ``$A``, ``${A:-default}``, ``${A:?error}``, ``${A:+other}``, ``$$``."""

import re
from collections.abc import Mapping
from typing import Any

from quaycrane.checks.compose.spots import Path

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATOR = re.compile(r":?[-?+]")
_DEEPEST = 20


class InterpolationError(Exception):
    """A text holds a ``${`` that begins no variable, or a variable that must be set is not.

    Attributes:
        path: Where in the content.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.path: Path = ()


class Supposed(dict[str, str]):
    """Variables, where one that is not there is supposed to have a value: it will, when Compose runs.

    Attributes:
        names: Those that were supposed.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__(variables)
        self.names: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.names.add(name)
        word = name.upper()
        return "1" if "PORT" in word else "unset:unset" if "IMAGE" in word else "unset"


def _value(variables: Mapping[str, str], name: str) -> str:
    try:
        return variables[name]
    except KeyError:
        return ""


def substitute(text: str, variables: Mapping[str, str], depth: int = 0) -> str:
    """Return a text with its variables filled in.

    Args:
        text: The text.
        variables: Their values; one that is not there is empty.
        depth: How many defaults it stands in.

    Raises:
        InterpolationError: It cannot be filled in.
    """
    if "$" not in text:
        return text
    if depth > _DEEPEST:
        raise InterpolationError("Defaults are nested too deeply")
    parts, at = [], 0
    while (dollar := text.find("$", at)) >= 0:
        parts.append(text[at:dollar])
        if text.startswith("$$", dollar):
            parts.append("$")
            at = dollar + 2
        elif text.startswith("${", dollar):
            end = _closing(text, dollar + 2)
            parts.append(_braced(text[dollar + 2 : end], variables, depth))
            at = end + 1
        else:
            name = _NAME.match(text, dollar + 1)
            parts.append(_value(variables, name[0]) if name else "$")
            at = name.end() if name else dollar + 1
    return "".join((*parts, text[at:]))


def _closing(text: str, at: int) -> int:
    """Return where the brace that was opened before `at` is closed."""
    open_braces = 1
    while at < len(text):
        if text.startswith("${", at):
            open_braces += 1
            at += 1
        elif text[at] == "}":
            open_braces -= 1
            if not open_braces:
                return at
        at += 1
    raise InterpolationError(f"A brace is not closed: {text}")


def _braced(inside: str, variables: Mapping[str, str], depth: int) -> str:
    name = _NAME.match(inside)
    rest = inside[name.end() :] if name else inside
    operator = _OPERATOR.match(rest)
    if not name or (rest and not operator):
        raise InterpolationError(f"This is no variable: ${{{inside}}}")
    value = variables.get(name[0])
    if not operator:
        return _value(variables, name[0])
    word = rest[operator.end() :]
    there = bool(value) if operator[0].startswith(":") else value is not None
    if operator[0].endswith("+"):
        return substitute(word, variables, depth + 1) if there else ""
    if there:
        return value or ""
    if operator[0].endswith("-"):
        return substitute(word, variables, depth + 1)
    if isinstance(variables, Supposed):
        return _value(variables, name[0])
    told = substitute(word, variables, depth + 1)
    raise InterpolationError(f"The variable {name[0]} must be set" + (f": {told}" if told else ""))


def interpolate(value: Any, variables: Mapping[str, str], path: Path = ()) -> Any:  # noqa: ANN401 - any YAML
    """Return content with the variables in all its texts filled in; keys stay as they are.

    Raises:
        InterpolationError: One cannot be filled in; it has the path.
    """
    if isinstance(value, str):
        try:
            return substitute(value, variables)
        except InterpolationError as error:
            error.path = path
            raise
    if isinstance(value, list):
        return [interpolate(item, variables, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: interpolate(item, variables, (*path, key)) for key, item in value.items()}
    return value
