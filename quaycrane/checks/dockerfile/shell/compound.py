"""Reads what the shell's own words begin: branches, comparisons, functions."""

import re
from abc import abstractmethod
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from quaycrane.checks.dockerfile.shell.words import Words

if TYPE_CHECKING:
    from quaycrane.checks.dockerfile.shell.command import Command

BLANK = re.compile(r"(?:[ \t\r\f\v]|\\\n)+")
"""What stands between words."""

_COMMENT = re.compile(r"#[^\n]*")


class Compound(Words):
    """Reads commands that hold others.

    Attributes:
        found: The commands so far.
    """

    def __init__(self, text: str, depth: int) -> None:
        super().__init__(text, depth)
        self.found: list[Command] = []
        self._after = ""
        self._before: Command | None = None

    @abstractmethod
    def _list(self, stop: str) -> str:
        """Read commands up to ``)``, or up to the end of a branch of ``case``; return what ended them."""

    @abstractmethod
    def _read_documents(self) -> None:
        """Read the heredocs whose lines begin here."""

    def _skip(self) -> None:
        while match := BLANK.match(self.text, self.at) or _COMMENT.match(self.text, self.at):
            self.at = match.end()

    def _skip_lines(self) -> None:
        self._skip()
        while self.text[self.at : self.at + 1] == "\n":
            self.at += 1
            self._read_documents()
            self._skip()

    def _defines(self) -> bool:
        """Read the brackets after a function's name."""
        match = re.compile(r"[ \t]*\([ \t]*\)").match(self.text, self.at)
        self.at = match.end() if match else self.at
        return bool(match)

    def _case(self) -> None:
        self._skip()
        self.word()
        self.found += self.inside
        self.inside = []
        self._skip_lines()
        if not re.compile(r"in\b").match(self.text, self.at):
            return
        self.at += 2
        while self.at < len(self.text):
            self._skip_lines()
            if re.compile(r"esac\b").match(self.text, self.at):
                self.at += len("esac")
                return
            if not self._pattern() or self._list("case") in {"esac", ""}:
                return

    def _pattern(self) -> bool:
        """Read the patterns of a branch with the bracket behind them."""
        if self.text[self.at : self.at + 1] == "(":
            self.at += 1
        while self.at < len(self.text):
            self._skip()
            sign = self.text[self.at : self.at + 1]
            if sign == ")":
                self.at += 1
                self._after, self._before = "", None
                return True
            begin = self.at
            if sign == "|":
                self.at += 1
            else:
                self.word()
            if self.at == begin:
                return False
        return False

    def _test(self) -> bool:
        """Read ``[[ ]]``, in which no operator means a command; not where it is never closed."""
        ends = self._ends_of_tests
        where = bisect_left(ends, self.at)
        if where == len(ends):
            return False
        while self.at < ends[where]:
            blank = re.compile(r"\s+").match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            begin = self.at
            if self.at < ends[where]:
                self.word(in_test=True)
            self.at += self.at == begin < ends[where]
        self.at = max(self.at, ends[where] + 2)
        return True

    @cached_property
    def _ends_of_tests(self) -> list[int]:
        return [match.start() for match in re.finditer(r"(?<=\s)\]\](?![^\s;&|)])", self.text)]
