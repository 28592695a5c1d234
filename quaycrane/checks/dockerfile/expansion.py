"""Splits words and puts in the values of variables, as BuildKit's shell lexer does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quaycrane.checks.dockerfile import patterns
from quaycrane.checks.dockerfile.spaces import SPACE

DEEPEST = 50
"""How deep one default may stand in another."""

LONGEST_TEXT = 100_000
"""How many characters may come of a text: values that double soon fill any memory."""

_SPECIAL = "@*#?-$!0"
_SIGNS = re.compile("[$<'\"\ufeff]")


class ExpansionError(ValueError):
    """A variable that cannot be put in; its text says why."""


class DemandedError(ExpansionError):
    """A variable that must have a value, as in ``${NAME:?}``, and has none that we know of."""


@dataclass(frozen=True)
class Expansion:
    """A text with its variables put in.

    Attributes:
        text: What came out.
        used: Variables that had a value.
        missing: Variables that had none.
    """

    text: str
    used: frozenset[str]
    missing: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """How the lexer reads.

    Attributes:
        escape: The character that escapes.
        keep_quotes: Leave quotes where they are.
        keep_escapes: Leave escapes where they are.
        keep_unknown: Leave a variable without a value as it is written.
        quotes: Whether quotes mean anything.
    """

    escape: str = "\\"
    keep_quotes: bool = False
    keep_escapes: bool = False
    keep_unknown: bool = False
    quotes: bool = True


def expand(text: str, known: Mapping[str, str], escape: str = "\\", *, quotes: bool = True) -> Expansion:
    """Put the values of variables in place of ``$NAME``, ``${NAME:-default}`` and the like.

    Args:
        text: The text.
        known: The variables that have a value.
        escape: The character that escapes.
        quotes: Whether quotes mean anything.

    Raises:
        ExpansionError: It cannot be done.
    """
    if len(text) <= LONGEST_TEXT and escape not in text and not _SIGNS.search(text):  # nearly every word
        return Expansion(text, frozenset(), frozenset())
    lexer = Lexer(text, known, Reading(escape, quotes=quotes))
    out = lexer.until("")
    return Expansion(out, frozenset(lexer.used), frozenset(lexer.missing))


def split(text: str, known: Mapping[str, str], reading: Reading) -> list[str]:
    """Return the words of a text after its variables are put in.

    Raises:
        ExpansionError: It cannot be done.
    """
    lexer = Lexer(text, known, reading, in_words=True)
    lexer.until("")
    return lexer.words


class Lexer:
    """Reads one text from left to right."""

    def __init__(
        self, text: str, known: Mapping[str, str], reading: Reading, *, in_words: bool = False
    ) -> None:
        self.in_words = in_words
        self.text = text.removeprefix("\ufeff")
        self.known = known
        self.reading = reading
        self.keep_escapes = reading.keep_escapes
        self.at = 0
        self.depth = 0
        self._length = 0
        self.used: set[str] = set()
        self.missing: set[str] = set()
        self.words: list[str] = []
        self._word: list[str] = []  # one for all depths, as in BuildKit

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _next(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def until(self, stop: str, *, keep_escapes: bool | None = None) -> str:
        """Return the text up to a character, or to the end; its words are in `words`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpansionError(f"defaults stand in each other more than {DEEPEST} deep")
        before = self.keep_escapes
        self.keep_escapes = before if keep_escapes is None else keep_escapes
        out: list[str] = []
        self._word.clear()
        words: list[str] = []
        while (sign := self._peek()) and sign != stop:
            read, spaced = self._one(sign)
            out.append(read)
            self._length += len(read)
            if self._length > LONGEST_TEXT:
                raise ExpansionError(f"more than {LONGEST_TEXT} characters come of it")
            if self.in_words:
                self._collect(words, read, spaced=spaced)
        if stop and not self._next():
            raise ExpansionError(f"{stop!r} is missing")
        self._end_word(words)
        self.words = words
        self.keep_escapes = before
        self.depth -= 1
        return "".join(out)

    def _one(self, sign: str) -> tuple[str, bool]:
        """Read one thing; return what it stands for, and whether space in it ends a word."""
        if sign == "$":
            return self._dollar(), True
        if sign == "<":
            return self._less_than(), False
        if self.reading.quotes and sign == "'":
            return self._single_quoted(), False
        if self.reading.quotes and sign == '"':
            return self._double_quoted(), False
        self._next()
        if sign == self.reading.escape:
            return (sign if self.keep_escapes else "") + self._next(), False
        return sign, True

    def _collect(self, words: list[str], read: str, *, spaced: bool) -> None:
        if not spaced:
            self._word.append(read)
            return
        for sign in read:
            if sign not in SPACE:
                self._word.append(sign)
            else:
                self._end_word(words)

    def _end_word(self, words: list[str]) -> None:
        if any(self._word):
            words.append("".join(self._word))
        self._word.clear()

    def _less_than(self) -> str:
        begin = self.at
        self.at += 1
        if self._peek() == "<":
            self.at += 1
            while self._peek() and self._peek() in "\t\r ":
                self.at += 1
        return self.text[begin : self.at]

    def _single_quoted(self) -> str:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise ExpansionError("a single quote is never closed")
        begin, self.at = self.at, end + 1
        return self.text[begin : self.at] if self.reading.keep_quotes else self.text[begin + 1 : end]

    def _double_quoted(self) -> str:
        quote = '"' if self.reading.keep_quotes else ""
        out = [quote]
        self.at += 1
        while sign := self._peek():
            if sign == "$":
                out.append(self._dollar())
                continue
            self.at += 1
            if sign == '"':
                return "".join((*out, quote))
            if sign == self.reading.escape:
                out.append(sign if self.keep_escapes else "")
                if not self._peek():
                    break
                if self._peek() in {'"', "$", self.reading.escape}:
                    sign = self._next()
            out.append(sign)
        raise ExpansionError("a double quote is never closed")

    def _dollar(self) -> str:
        self.at += 1
        if self._peek() != "{":
            name = self._name()
            value = self._value(name) if name else None
            if value is None:
                return f"${name}" if self.reading.keep_unknown or not name else ""
            return value
        self.at += 1
        if not self._peek() or self._peek() in "{}:":
            raise ExpansionError("the braces after $ hold no name")
        return self._braced(self._name())

    def _value(self, name: str) -> str | None:
        value = self.known.get(name)
        (self.missing if value is None else self.used).add(name)
        return value

    def _name(self) -> str:
        begin = self.at
        first = self._peek()
        if first.isdecimal():
            while self._peek().isdecimal():
                self.at += 1
        elif first and first in _SPECIAL:
            self.at += 1
        else:
            while (sign := self._peek()).isalpha() or sign.isdecimal() or sign == "_":
                self.at += 1
        return self.text[begin : self.at]

    def _braced(self, name: str) -> str:
        begin = self.at
        sign = self._next()
        if sign == "}":
            value = self._value(name)
            return (f"${{{name}}}" if self.reading.keep_unknown else "") if value is None else value
        empty_is_unset = sign == ":"
        if empty_is_unset:
            sign = self._next()
        told = self.text[begin : self.at]
        if sign == "/" and not empty_is_unset:
            return self._replaced(name)
        if not sign or sign not in "+-?#%" or (empty_is_unset and sign in "#%"):
            raise ExpansionError(f"{told!r} is no operator on a variable")
        word = self.until("}", keep_escapes=sign in "#%")
        value = self._value(name)
        if value is None and self.reading.keep_unknown:
            return f"${{{name}{told}{word}}}"
        absent = value is None or (empty_is_unset and not value)
        if sign in "#%":
            return self._cut(sign, word, value or "")
        if sign == "?" and absent:
            raise DemandedError(f"{name}: {word or 'it must have a value'}")
        if sign == "+":
            return "" if absent else word
        return word if absent else value or ""

    def _cut(self, sign: str, word: str, value: str) -> str:
        cut = patterns.without_prefix if sign == "#" else patterns.without_suffix
        try:
            return cut(word.removeprefix(sign), value, longest=word.startswith(sign))
        except patterns.PatternError as error:
            raise ExpansionError(str(error)) from None

    def _replaced(self, name: str) -> str:
        everywhere = self._peek() == "/"
        self.at += everywhere
        pattern, by = self.until("/", keep_escapes=True), self.until("}", keep_escapes=True)
        value = self._value(name)
        if value is None and self.reading.keep_unknown:
            return f"${{{name}/{pattern}/{by}}}"
        try:
            return patterns.replaced(pattern, value or "", by, everywhere=everywhere)
        except patterns.PatternError as error:
            raise ExpansionError(str(error)) from None
