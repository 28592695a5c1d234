"""Fills variables into texts: ``$A``, ``${A:-default}``, ``${A:?error}``, ``${A:+other}``, ``$$``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quaycrane.checks.compose.casts import cast
from quaycrane.checks.compose.positions import Path, dotted

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATOR = re.compile(r":?[-?+]")
_DEEPEST = 20


class InterpolationError(Exception):
    """A text holds a ``${`` that begins no variable, or a variable that must be set is not."""


class Supposed(dict[str, str]):
    """Variables, where one that is not there is supposed to have a value: it will, when Compose runs.

    Attributes:
        guesses: How often one was supposed.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__(variables)
        self.guesses = 0

    def __missing__(self, name: str) -> str:
        self.guesses += 1
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
            end = _closing(text, dollar)
            parts.append(_braced(text[dollar + 2 : end], variables, depth))
            at = end + 1
        else:
            name = _NAME.match(text, dollar + 1)
            parts.append(_value(variables, name[0]) if name else "$")
            at = name.end() if name else dollar + 1
    return "".join((*parts, text[at:]))


def _closing(text: str, dollar: int) -> int:
    """Return where the brace behind a dollar sign is closed: in the same line, others counted."""
    line_end = text.find("\n", dollar)
    last = text.rfind("}", dollar, line_end if line_end >= 0 else len(text))
    if last < 0:
        raise InterpolationError(f"A brace is not closed: {text}")
    open_braces, at = 0, dollar
    while at <= last:
        if text[at] == "}":
            open_braces -= 1
            if not open_braces:
                return at
        elif text[at] == "{":
            open_braces += 1
            at += 1
        at += 1
    return last


def _braced(inside: str, variables: Mapping[str, str], depth: int) -> str:
    name = _NAME.match(inside)
    rest = inside[name.end() :] if name else inside
    operator = _OPERATOR.match(rest)
    if not name or (rest and not operator):
        raise InterpolationError(f"This is no variable: ${{{inside}}}")
    value = variables.get(name[0])
    if not operator:
        return _value(variables, name[0])
    # Compose fills the word in before it looks whether it is needed, and refuses what is wrong in it.
    word = substitute(rest[operator.end() :], variables, depth + 1)
    there = bool(value) if operator[0].startswith(":") else value is not None
    if operator[0].endswith("+"):
        return word if there else ""
    if there:
        return value or ""
    if operator[0].endswith("-"):
        return word
    if isinstance(variables, Supposed):
        return _value(variables, name[0])
    raise InterpolationError(f"The variable {name[0]} must be set" + (f": {word}" if word else ""))


@dataclass
class Filled:
    """Content whose variables were filled in.

    Attributes:
        value: The content; a text where Compose wants a number or a switch is one.
        wrong: What could not be filled in, with its path and how to mend it; it is left as it was.
        uncast: What is not the number or the switch that belongs at its path.
        supposed: Paths whose value was supposed.
    """

    value: Any = None
    wrong: list[tuple[Path, str, str]] = field(default_factory=list)
    uncast: list[tuple[Path, str]] = field(default_factory=list)
    supposed: set[Path] = field(default_factory=set)


_DOLLARS = "Write $$ for a dollar sign, ${NAME:-default} for a variable"


def interpolate(value: Any, variables: Mapping[str, str]) -> Filled:  # noqa: ANN401 - any YAML
    """Fill in the variables of all texts of a content; keys stay as they are."""
    filled = Filled()
    filled.value = _fill(value, variables, (), filled)
    return filled


def _fill(value: Any, variables: Mapping[str, str], path: Path, filled: Filled) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, str):
        return _fill_text(value, variables, path, filled)
    if isinstance(value, list):
        return [_fill(item, variables, (*path, index), filled) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _fill(item, variables, (*path, key), filled) for key, item in value.items()}
    return value


def _fill_text(value: str, variables: Mapping[str, str], path: Path, filled: Filled) -> object:
    before = getattr(variables, "guesses", 0)
    try:
        text = substitute(value, variables)
    except InterpolationError as error:
        filled.wrong.append((path, str(error), _DOLLARS))
        return value
    if getattr(variables, "guesses", 0) > before:
        filled.supposed.add(path)
    try:
        return cast(path, text if "$" in value else value)
    except ValueError as error:
        filled.uncast.append((path, f"{dotted(path)}: {error}"))
        return None
