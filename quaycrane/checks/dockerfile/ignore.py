"""Reads a .dockerignore and tells which files of a build context it leaves out."""

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property

from quaycrane.checks.dockerfile.spaces import SPACE

_SIGNS = re.compile(r"\*\*/?|\[(?:\\.|[^\]])*\]|\\.|.", re.DOTALL)


@dataclass(frozen=True)
class Pattern:
    """One line.

    Attributes:
        text: Cleaned, without the exclamation mark.
        exception: Whether it takes files back in.
        line: Where it stands.
    """

    text: str
    exception: bool
    line: int

    @cached_property
    def _signs(self) -> list[str]:
        return _SIGNS.findall(self.text)

    def matches(self, path: str) -> bool:
        """Return whether it means exactly this path."""
        reached = {0}
        for number, sign in enumerate(self._signs):
            if sign.startswith("**") and number == 0 and not self._wild_later:
                reached = set(range(len(path) + 1)) if sign == "**" else {0} | _after_slashes(path, 0)
            elif sign.startswith("**"):
                last = number == len(self._signs) - 1
                reached |= (
                    set(range(min(reached), len(path) + 1)) if last else _after_slashes(path, min(reached))
                )
            else:
                reached = {end for begin in reached for end in _ends(sign, path, begin)}
            if not reached:
                return False
        return len(path) in reached

    @cached_property
    def _wild_later(self) -> bool:
        """Whether more is wild than its very beginning: BuildKit then reads two stars otherwise."""
        return any(sign[0] in "*?[\\" for sign in self._signs[1:])

    def covers(self, path: str) -> bool:
        """Return whether it means this path or a folder above it."""
        parts = path.split("/")
        return any(self.matches("/".join(parts[:count])) for count in range(1, len(parts) + 1))

    def may_mean_in(self, path: str) -> bool:
        """Return whether it may mean this path, a folder above it, or something in it."""
        begin = re.split(r"[*?\[\\]", self.text, maxsplit=1)[0]
        if begin != self.text:
            return f"{path}/".startswith(begin) or begin.startswith(f"{path}/")
        return f"{path}/".startswith(f"{begin}/") or begin.startswith(f"{path}/")


@dataclass(frozen=True)
class IgnoreFile:
    """A .dockerignore.

    Attributes:
        patterns: Its lines, in order; the last that fits decides.
    """

    patterns: tuple[Pattern, ...]

    def leaves_out(self, path: str) -> bool:
        """Return whether a file of the context, by its path with slashes, stays behind."""
        parts = posixpath.normpath(path).lstrip("/").split("/")
        fits: list[bool] = [False] * len(self.patterns)
        out = False
        for count in range(1, len(parts) + 1):  # from the top down: a folder's answer holds for what is in it
            fits, out = self._looked_at("/".join(parts[:count]), fits)
        return out

    def _looked_at(self, path: str, above: list[bool]) -> tuple[list[bool], bool]:
        """Return which patterns fit a path or a folder above it, and whether it stays behind."""
        fits, out = list(above), False
        for number, pattern in enumerate(self.patterns):
            if not fits[number] and pattern.exception == out:
                fits[number] = pattern.matches(path)
            if fits[number]:
                out = not pattern.exception
        return fits, out

    def brings_back(self, path: str) -> bool:
        """Return whether a line may take a path, or something in it, back in."""
        whole = path in {"", "."}
        return any(pattern.exception and (whole or pattern.may_mean_in(path)) for pattern in self.patterns)


def read_ignore(text: str) -> IgnoreFile:
    """Read a .dockerignore's text."""
    patterns = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        said = line.strip(SPACE)
        if line.startswith("#") or not said:
            continue
        exception = said.startswith("!")
        said = said[exception:].strip(SPACE)
        if said:
            patterns.append(Pattern(_cleaned(said), exception, number))
    return IgnoreFile(tuple(patterns))


def _cleaned(text: str) -> str:
    """Return a path without ``.``, ``..`` and double slashes, and without the slash it begins with."""
    path = posixpath.normpath(text)
    path = path[1:] if path.startswith("//") else path
    return path[1:] if len(path) > 1 and path.startswith("/") else path


def _after_slashes(path: str, begin: int) -> set[int]:
    return {at + 1 for at in range(begin, len(path)) if path[at] == "/"}


def _ends(sign: str, path: str, begin: int) -> range:
    """Return where one sign of a pattern may end that begins in a path."""
    if sign == "*":
        end = path.find("/", begin)
        return range(begin, (len(path) if end < 0 else end) + 1)
    if begin == len(path):
        return range(0)
    return range(begin + 1, begin + 1 + _is(sign, path[begin]))


def _is(sign: str, character: str) -> bool:
    if sign == "?":
        return character != "/"
    if len(sign) > 1 and sign.startswith("["):
        try:
            return bool(re.fullmatch(sign, character))
        except re.error:
            return False
    return sign[-1] == character
