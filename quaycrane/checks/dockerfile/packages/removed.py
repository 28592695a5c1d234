"""Tells whether a command takes a folder's files away."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from quaycrane.checks.dockerfile.shell import Command

_HOME = re.compile(r"(?:~|\$HOME|\$\{HOME\})(?=/|$)")
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_MOST_SPELLINGS = 64


def takes_away(command: Command, folder: str) -> bool:
    """Return whether a command deletes a folder, what is in it, or a folder above it.

    Args:
        command: The command.
        folder: An absolute path; root's home is ``/root``.
    """
    if command.program == "rm":
        return any(_means(word, folder) for word in _spelled(command.operands))
    if command.program != "find":
        return False
    deletes = "-delete" in command.words or re.search(
        r" -exec(?:dir)? (?:/bin/)?rm ", " ".join(command.words)
    )
    places = []
    for word in command.words[1:]:
        if word.startswith(("-", "(", "!")):
            break
        places.append(word)
    return bool(deletes) and any(_means(word, folder) for word in _spelled(tuple(places)))


def _means(word: str, folder: str) -> bool:
    """Return whether a path or a pattern means a folder, a place in it or one above it."""
    path = re.sub(r"/+", "/", _HOME.sub("/root", word))
    bare = re.sub(r"(?:/\*{0,2}|/\.)+\Z", "", path) or "/"
    return (
        f"{path}/".startswith(f"{folder}/")
        or folder == bare
        or f"{folder}/".startswith(f"{bare.rstrip('/')}/")
        or ("*" in path and fnmatchcase(folder, path))
    )


def _spelled(words: tuple[str, ...]) -> Iterator[str]:
    """Yield words with the choices in braces spelled out."""
    left = list(words)
    for _ in range(_MOST_SPELLINGS):
        if not left:
            return
        word = left.pop(0)
        match = _BRACES.search(word)
        if not match:
            yield word
            continue
        left += [f"{word[: match.start()]}{one}{word[match.end() :]}" for one in match[1].split(",")]
    yield from left
