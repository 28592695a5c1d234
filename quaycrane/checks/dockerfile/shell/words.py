"""Reads the words of a shell script: quotes, escapes, and what is put in for a word."""

import re
from abc import ABC, abstractmethod
from functools import cached_property

from quaycrane.checks.dockerfile.shell.command import Command

DEEPEST = 20
"""How deep one substitution may stand in another; deeper ones are read as plain text."""

_PLAIN = re.compile(r"[^ \t\r\f\v\n;&|()<>'\"\\$`]+")
_PLAIN_IN_TEST = re.compile(r"[^ \t\r\f\v\n'\"\\$`]+")
_IN_DOUBLE = re.compile(r"[^\"\\$`]+")
_IN_BRACES = re.compile(r"[^}'\"\\$`]+")
_ESCAPED_IN_DOUBLE = '$`"\\'
_BEFORE_PATTERN = tuple("?*+@!")


class Words(ABC):
    """Goes through a script once; a reader of commands stands on it.

    Attributes:
        text: The script.
        at: How far it is read.
        depth: How deep in other scripts it stands.
        inside: The commands whose output the word that is being read takes.
    """

    def __init__(self, text: str, depth: int) -> None:
        self.text = text
        self.at = 0
        self.depth = depth
        self.inside: list[Command] = []

    @abstractmethod
    def nested(self) -> list[Command]:
        """Read commands up to the closing bracket, and return them."""

    @abstractmethod
    def script(self, text: str) -> list[Command]:
        """Return the commands of another script that stands in this one."""

    def word(self, *, in_test: bool = False) -> tuple[str, bool]:
        """Read a word; return it without quotes, and whether it has none and nothing is put in.

        Args:
            in_test: Whether it stands in ``[[ ]]``, where only space ends a word.
        """
        begin = self.at
        out: list[str] = []
        plain = _PLAIN_IN_TEST if in_test else _PLAIN
        while self.at < len(self.text):
            sign = self.text[self.at]
            if match := plain.match(self.text, self.at):
                out.append(match[0])
                self.at = match.end()
            elif sign in "<>" and self.text[self.at + 1 : self.at + 2] == "(":
                out.append(self._substitution(2))
            elif sign == "(" and out and out[-1].endswith((*_BEFORE_PATTERN, "=")):
                out.append(self._bracketed())
            elif (read := self._quoted(sign)) is not None:
                out.append(read)
            else:
                break
        text = "".join(out)
        return text, text == self.text[begin : self.at] and not re.search(r"[$`<>(]", text)

    def _quoted(self, sign: str) -> str | None:
        """Read what begins with a quote, an escape or a dollar; None for anything else."""
        if sign == "\\":
            self.at += 2
            following = self.text[self.at - 1 : self.at]
            return "" if following == "\n" else following
        if sign == "'":
            return self._single(self.at + 1)
        if sign == '"':
            return self._double()
        if sign == "`":
            return self._backticks()
        return self._dollar() if sign == "$" else None

    def _single(self, begin: int) -> str:
        end = self.text.find("'", begin)
        if end < 0:
            end, begin = len(self.text), begin - 1
        self.at = end + 1
        return self.text[begin:end]

    def _double(self) -> str:
        begin = self.at
        out: list[str] = []
        self.at += 1
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == '"':
                self.at += 1
                return "".join(out)
            if match := _IN_DOUBLE.match(self.text, self.at):
                out.append(match[0])
                self.at = match.end()
            elif sign == "\\":
                following = self.text[self.at + 1 : self.at + 2]
                kept = "" if following in {*_ESCAPED_IN_DOUBLE, "\n"} else "\\"
                out.append(kept + (following if following != "\n" else ""))
                self.at += 2
            else:
                out.append(self._backticks() if sign == "`" else self._dollar(in_double=True))
        return self.text[begin:]

    def _backticks(self) -> str:
        begin = self.at
        match = re.compile(r"`((?:\\.|[^`\\])*+)(`|\Z)", re.DOTALL).match(self.text, begin)
        if not match:
            self.at += 1
            return "`"
        self.at = match.end()
        if self.depth < DEEPEST:
            self.inside += self.script(re.sub(r"\\([`$\\])", r"\1", match[1]))
        return match[0]

    def _dollar(self, *, in_double: bool = False) -> str:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "(":
            return self._arithmetic() or self._substitution(2)
        if following == "{":
            return self._braces()
        if following == "'" and not in_double:
            match = re.compile(r"\$'((?:\\.|[^'\\])*+)(?:'|\Z)", re.DOTALL).match(self.text, self.at)
            self.at = match.end() if match else self.at + 2
            return match[1] if match else ""
        self.at += 1
        return "" if following == '"' and not in_double else "$"

    def _substitution(self, opening: int) -> str:
        """Read ``$( )``, ``<( )`` or ``>( )``, and keep it as written."""
        begin = self.at
        self.at += opening
        if self.depth < DEEPEST:
            self.inside += self.nested()
        return self.text[begin : self.at]

    def _arithmetic(self) -> str:
        """Read ``$(( ))`` and keep it as written; empty where none stands there."""
        begin, end = self.at, self.after_arithmetic(self.at + 1)
        while self.at < end:
            match = re.compile(r"(?<!\A)[$`]").search(self.text, max(self.at, begin + 1), end)
            self.at = match.start() if match else end
            if match and self._quoted(match[0]) is None:
                self.at += 1
        self.at = max(begin, end)
        return self.text[begin : self.at]

    def after_arithmetic(self, begin: int) -> int:
        """Return where ``(( ))`` ends that begins at a place; the place before where none does."""
        close = self.brackets.get(begin, -1)
        if self.text.startswith("((", begin) and self.brackets.get(begin + 1, -2) + 1 == close:
            return close + 1
        return begin - 1

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Where each round bracket is closed."""
        opened: list[int] = []
        partners: dict[int, int] = {}
        for match in re.finditer(r"[()]", self.text):
            if match[0] == "(":
                opened.append(match.start())
            elif opened:
                partners[opened.pop()] = match.start()
        return partners

    def _bracketed(self) -> str:
        """Read a pattern such as ``@(a|b)``, or an array's values."""
        begin = self.at
        self.at = self.brackets.get(begin, len(self.text) - 1) + 1
        return self.text[begin : self.at]

    def _braces(self) -> str:
        begin = self.at
        self.at += 2
        self.depth += 1
        while self.at < len(self.text) and self.depth < 2 * DEEPEST:
            sign = self.text[self.at]
            if sign == "}":
                self.at += 1
                break
            if match := _IN_BRACES.match(self.text, self.at):
                self.at = match.end()
            else:
                self._quoted(sign)
        self.depth -= 1
        return self.text[begin : self.at]
