"""Takes a line of `%docker` apart into words, as a shell does, with variables of the notebook filled in.

``{name}`` and ``$name`` stand for what the notebook calls so, ``$NAME`` else for a variable of the
environment, and ``{{.ID}}`` stays as Docker's own templates are written. Within single quotes only
``{name}`` is filled in; within quotes it stays as it is where the notebook has no such variable.
"""

import ast
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError

_TOKEN = re.compile(
    r"""(?P<single>'[^']*')|(?P<double>"(?:\\.|[^"\\])*")|\\(?P<escaped>.)|(?P<folder>\$\(pwd\))"""
    r"""|(?P<template>\{\{.*?\}\})|(?P<braces>\{[^{}]*\})|\$(?P<plain>\w+)|\$\{(?P<framed>\w+)\}|(?P<space>\s+)"""
    r"""|(?P<shell>\|\|?|&&?|;|>>?|<|`)|(?P<other>.)""",
    re.DOTALL,
)
_INSIDE = re.compile(
    r"""\\(?P<escaped>["\\$`])|(?P<folder>\$\(pwd\))|(?P<template>\{\{.*?\}\})|(?P<braces>\{[^{}]*\})"""
    r"""|\$(?P<plain>\w+)|\$\{(?P<framed>\w+)\}|(?P<other>.)""",
    re.DOTALL,
)


def commands(text: str) -> Iterator[str]:
    """Yield the command lines of a cell: one a line, those that end in a backslash joined to the next."""
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        plain = line.strip().removeprefix("docker ").strip()
        if plain and not plain.startswith("#"):
            yield plain


def words(line: str, names: Mapping[str, Any]) -> list[str]:
    """Return the words of a line.

    Args:
        line: What stands behind `docker`.
        names: The notebook's variables.

    Raises:
        InputError: A quote does not end, it needs a shell, or there is no variable of a name.
    """
    words_read: list[str] = []
    open_word = False
    for token in _TOKEN.finditer(line):
        kind, text = str(token.lastgroup), token.group()
        if kind == "space":
            open_word = False
            continue
        if kind == "other" and text == "#" and not open_word:
            break
        words_read += [] if open_word else [""]
        words_read[-1] += _meaning(kind, token, names, first=not words_read[-1])
        open_word = True
    return words_read


def _meaning(kind: str, token: re.Match[str], names: Mapping[str, Any], *, first: bool) -> str:
    text = token.group()
    match kind:
        case "single":
            return re.sub(r"\{\{.*?\}\}|\{[^{}]*\}", lambda m: _filled(m[0], names, strict=False), text[1:-1])
        case "double":
            return "".join(_variable(part, names, strict=False) for part in _INSIDE.finditer(text[1:-1]))
        case "shell":
            raise InputError(
                f"`{text}` is the shell's, and `%docker` runs none",
                why="It runs one command of docker, and shows all that it prints",
                fix=f"Put the word in quotes, or let a shell run it: !docker {token.string.strip()}",
            )
        case "other" if text in {"'", '"'}:
            raise InputError(f"A quote {text} does not end", fix="Write it a second time where the words end")
        case "other" if text == "~" and first and token.string[token.end() :][:1] in {"", "/", " "}:
            return str(Path.home())
    return _variable(token, names, strict=True)


def _variable(token: re.Match[str], names: Mapping[str, Any], *, strict: bool) -> str:
    kind, text = token.lastgroup, token.group()
    match kind:
        case "folder":
            return str(Path.cwd())
        case "escaped":
            return token["escaped"]
        case "braces":
            return _filled(text, names, strict=strict)
        case "plain" | "framed":
            name = token[kind]
            return (
                str(names[name]) if name in names else os.environ.get(name, "" if kind == "framed" else text)
            )
    return text


def _filled(text: str, names: Mapping[str, Any], *, strict: bool) -> str:
    """Return what ``{expression}`` stands for; what reads no variable stays as it is written."""
    try:
        tree = ast.parse(text[1:-1].strip(), mode="eval")
    except SyntaxError:
        return text
    read = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if isinstance(tree.body, ast.Tuple) or not read or text.startswith("{{"):
        return text
    if absent := next((name for name in read if name not in names), None):
        if strict:
            raise _no_variable(absent)
        return text
    return _evaluated(lambda: eval(compile(tree, "<%docker>", "eval"), {}, dict(names)), text)  # noqa: S307


def _evaluated(ask: Callable[[], object], text: str) -> str:
    try:
        return str(ask())
    except Exception as error:  # noqa: BLE001 - whatever the learner's own expression raises
        raise InputError(
            f"{text} cannot be filled in",
            why=f"{type(error).__name__}: {error}",
            fix="Print what it is made of",
        ) from None


def _no_variable(name: str) -> InputError:
    return InputError(
        f"There is no variable `{name}` in this notebook yet",
        fix="Run the cell that makes it first; braces that are meant as such go in quotes",
    )
