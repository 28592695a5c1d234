"""Tells a command's options, and the values of options, from what it is about."""

import re

_PROGRAMS_OF_PYTHON = re.compile(r"python[0-9.]*|pypy[0-9.]*")


def operands(words: tuple[str, ...], values: frozenset[str]) -> tuple[str, ...]:
    """Return the words that are neither options nor values of options.

    Args:
        words: A command's words behind its program.
        values: The options that take the next word.
    """
    words_left: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word == "--":
            return (*words_left, *words[at + 1 :])
        if not word.startswith("-") or word == "-":
            words_left.append(word)
        at += 1 + (word in values)
    return tuple(words_left)


def module_as_program(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``python3 -m pip install`` and ``uv pip install`` as ``pip install``, anything else as it is."""
    name = words[0].rpartition("/")[2]
    if _PROGRAMS_OF_PYTHON.fullmatch(name) and "-m" in words[1:-1]:
        at = words.index("-m")
        if all(word.startswith("-") for word in words[1:at]):
            return words[at + 1 :]
    return words[1:] if name == "uv" and words[1:2] == ("pip",) else words
