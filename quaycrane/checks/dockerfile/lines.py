"""Joins the lines of a Dockerfile into logical ones: continuations, comments, heredocs."""

from dataclasses import dataclass, field

from quaycrane.checks.dockerfile.directives import Directives
from quaycrane.checks.dockerfile.heredocs import Heredoc
from quaycrane.checks.dockerfile.spaces import SPACE

LONGEST_LINE = 65_535
"""The longest line that BuildKit reads, in bytes."""


@dataclass(frozen=True)
class LogicalLine:
    """One instruction's text.

    Attributes:
        text: Its lines joined, comments and continuations taken out.
        line: Where it begins, from 1.
        end_line: Where it ends, without heredocs.
        comments: The comments right above it.
        gap: Whether an empty line stands inside it.
    """

    text: str
    line: int
    end_line: int
    comments: tuple[str, ...] = ()
    gap: bool = False


@dataclass
class Reader:
    """Goes through the lines of a Dockerfile once.

    Attributes:
        lines: The lines with their ends.
        directives: The parser directives met so far.
        problems: Line and text of what was wrong.
        at: How many lines were read.
    """

    lines: list[str]
    directives: Directives = field(default_factory=Directives)
    problems: list[tuple[int, str]] = field(default_factory=list)
    at: int = 0

    @classmethod
    def of(cls, text: str) -> "Reader":
        """Return a reader of a Dockerfile's text; a byte order mark is left out."""
        *lines, last = text.removeprefix("\ufeff").split("\n")
        reader = cls([f"{line}\n" for line in lines] + ([last] if last else []))
        for number, line in enumerate(reader.lines, 1):
            if (
                len(line) * 4 > LONGEST_LINE
                and len(line.rstrip("\n").encode(errors="replace")) > LONGEST_LINE
            ):
                reader.problems.append((number, f"The line is longer than {LONGEST_LINE} bytes"))
                reader.lines[number - 1] = line[:LONGEST_LINE]
        return reader

    def next_logical(self) -> LogicalLine | None:
        """Return the next instruction's text, None at the end."""
        comments: list[str] = []
        while self.at < len(self.lines):
            raw = self.lines[self.at]
            line = raw.rstrip("\r\n").lstrip(SPACE)
            if line.startswith("#"):
                self._comment(raw, line, comments)
                self.at += 1
                continue
            self._directive(line)
            self.at += 1
            text, ended = self._continued(line)
            if text or not ended:
                return self._joined(text, comments, ended=ended)
        return None

    def heredoc(self, opened: Heredoc) -> Heredoc | None:
        """Read the lines of a heredoc, None when it never ends."""
        begin = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip("\r\n")
            self.at += 1
            if (line.lstrip("\t") if opened.chomps else line) == opened.name:
                return opened.holding("".join(self.lines[begin : self.at - 1]))
        return None

    def _directive(self, line: str) -> bool:
        known, wrong = self.directives.look(line)
        if wrong:
            self.problems.append((self.at + 1, wrong))
        return known

    def _comment(self, raw: str, line: str, comments: list[str]) -> None:
        if self._directive(line):
            return
        if said := raw[1:].strip(SPACE):  # as BuildKit does, also where space stands before the hash
            comments.append(said)
        else:
            comments.clear()

    def _joined(self, text: str, comments: list[str], *, ended: bool) -> LogicalLine:
        begin, parts, gap = self.at, [text], False
        while not ended and self.at < len(self.lines):
            line = self.lines[self.at].rstrip("\r\n")
            self.at += 1
            bare = line.lstrip(SPACE)
            if bare.startswith("#"):
                continue
            if not bare:
                gap = True
                continue
            text, ended = self._continued(line)
            parts.append(text)
        return LogicalLine("".join(parts), begin, self.at, tuple(comments), gap)

    def _continued(self, line: str) -> tuple[str, bool]:
        """Return a line without the escape that continues it, and whether the instruction ends here."""
        escape, bare = self.directives.escape, line.rstrip(" \t")
        if bare.endswith(escape) and bare[-2:-1] != escape:
            return bare[:-1], False
        return line, True
