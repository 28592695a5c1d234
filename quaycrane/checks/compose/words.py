"""Cuts a command that is one text into its words, as Compose does: no shell, and not quite one's rules."""

from dataclasses import dataclass, field

_ENDS = ";&|<>"
_BLANK = " \t\r\n"


@dataclass
class _Cut:
    words: list[str] = field(default_factory=list)
    word: str = ""
    begun: bool = False
    quote: str = ""
    backquoted: bool = False
    in_dollar: bool = False

    @property
    def open(self) -> bool:
        """Whether a quote or a bracket is still open."""
        return bool(self.quote or self.backquoted or self.in_dollar)

    def end(self) -> None:
        if self.begun:
            self.words.append(self.word)
        self.word, self.begun = "", False

    def add(self, sign: str) -> None:
        self.word += sign
        self.begun = True

    def take(self, sign: str) -> bool:
        """Take a sign that is not escaped; return whether the command goes on."""
        if sign in _BLANK:
            self.word += sign if self.open else ""
            if not self.open:
                self.end()
        elif sign in "\"'" and not self.in_dollar and self.quote in {"", sign}:
            self.begun |= bool(self.quote)
            self.quote = "" if self.quote else sign
        elif sign in _ENDS and not self.open:
            self.begun &= not (sign == ">" and self.word[:1].isdigit())
            return False
        else:
            self._bracket(sign)
        return True

    def _bracket(self, sign: str) -> None:
        if sign == "(" and not self.quote and not self.backquoted:
            if self.in_dollar or not self.word.endswith("$"):
                raise ValueError(
                    "A bracket stands outside of quotes: quote it, or write the command as a list"
                )
            self.in_dollar = True
            self.word += sign
            return
        if sign == "`" and not self.quote and not self.in_dollar:
            self.backquoted = not self.backquoted
        elif sign == ")" and not self.quote and not self.backquoted:
            self.in_dollar = not self.in_dollar
        self.add(sign)


def words(text: str) -> list[str]:
    """Return the words of a command; what follows the first ``;``, ``&``, ``|``, ``<`` or ``>`` is dropped.

    Raises:
        ValueError: A quote or a bracket is not closed.
    """
    cut, escaped = _Cut(), False
    for sign in text:
        if escaped:
            cut.add(sign)
            escaped = False
        elif sign == "\\" and cut.quote != "'":
            escaped = True
        elif not cut.take(sign):
            break
    cut.end()
    if escaped or cut.open:
        raise ValueError(f"A quote or a bracket is not closed: {text[:60]}")
    return cut.words
