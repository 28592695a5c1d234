"""Tells at once which words of an answer its unit does not know."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rapidfuzz import process

from quaycrane.units import package_name

_CLOSE = 60


def known_words(folder: Path, file: str) -> tuple[str, ...]:
    """Return the words that a unit knows for an answer; none where it takes any.

    Args:
        folder: The notebook's folder, which is called as the unit.
        file: The answer's file.
    """
    name = f"quaycrane.units.{package_name(folder.resolve().name)}"
    if not name.isascii() or find_spec(name) is None:
        return ()
    return tuple(getattr(import_module(f"{name}.checks"), "WORDS", {}).get(file, ()))


def unknown_words(answers: object, known: Sequence[str]) -> dict[str, str]:
    """Return each word in a list of `answers` that is not `known`, with a sentence on it."""
    if not known:
        return {}
    return {word: _sentence(word, known) for word in _words(answers) if word not in known}


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        yield from (str(one) for one in value)


def _sentence(word: str, known: Sequence[str]) -> str:
    close = process.extractOne(word, known, score_cutoff=_CLOSE)
    meant = f" Did you mean `{close[0]}`?" if close else ""
    return f"`{word[:40]}` is none of the words: {', '.join(known)}.{meant}"
