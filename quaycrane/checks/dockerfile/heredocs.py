"""Finds the heredocs that an instruction opens."""

import re
from dataclasses import dataclass, replace

from quaycrane.checks.dockerfile.expansion import ExpansionError, Reading, split

_OPENING = re.compile(r"([0-9]*)<<(-?)[\t\n\f\r ]*([^<]*)\Z")
_AS_WRITTEN = Reading(keep_quotes=True, keep_escapes=True, keep_unknown=True)
_BARE = Reading(keep_unknown=True)


@dataclass(frozen=True)
class Heredoc:
    """A text that stands in the Dockerfile itself.

    Attributes:
        name: The word that ends it.
        descriptor: The file descriptor before ``<<``, 0 for none.
        expands: Whether variables in it are put in: not where its name is quoted.
        chomps: Whether the tabs before its lines are taken off.
        content: Its lines as they stand there.
    """

    name: str
    descriptor: int
    expands: bool
    chomps: bool
    content: str = ""

    @property
    def text(self) -> str:
        """What it holds, without the last line's end."""
        content = re.sub(r"(?m)^\t+", "", self.content) if self.chomps else self.content
        return content.removesuffix("\n").removesuffix("\r")

    def holding(self, content: str) -> "Heredoc":
        """Return the same with its content."""
        return replace(self, content=content)


def opened_by(line: str) -> list[Heredoc]:
    """Return the heredocs that an instruction's line opens, in order.

    Raises:
        ExpansionError: The name of one cannot be read.
    """
    if "<<" not in line:
        return []
    try:
        words = split(line, {}, _AS_WRITTEN)
    except ExpansionError:  # a quote that the shell will complain about
        return []
    return [document for document in map(heredoc, words) if document]


def heredoc(word: str) -> Heredoc | None:
    """Return the heredoc that a word opens, None when it opens none.

    Raises:
        ExpansionError: Its name cannot be read.
    """
    match = _OPENING.match(word)
    if not match or not match[3]:
        return None
    names, written = split(match[3], {}, _BARE), split(match[3], {}, replace(_BARE, keep_quotes=True))
    if len(names) != 1:
        return None
    quotes = [sum(name.count(sign) for sign in "'\"") for name in (names[0], written[0])]
    return Heredoc(names[0], int(match[1] or 0), quotes[0] == quotes[1], bool(match[2]))
