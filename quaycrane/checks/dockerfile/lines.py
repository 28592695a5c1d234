"""Joins the lines of a Dockerfile into logical ones: continuations, comments, heredocs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIRECTIVE = re.compile(r"^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$")
_KNOWN_DIRECTIVES = {"escape", "syntax", "check"}
_WORD = re.compile(r"""(?:[^\s"'\\]|\\.|"(?:\\.|[^"\\])*"|'[^']*')+""")
_HEREDOC = re.compile(r"^\d*<<(-?)([^<]+)$")
_TAKES_HEREDOC = re.compile(r"^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s", re.IGNORECASE)


@dataclass(frozen=True)
class LogicalLine:
    """One instruction's text.

    Attributes:
        text: Its lines joined, comments and continuations taken out.
        line: Where it begins, from 1.
        end_line: Where it ends.
        heredocs: The texts of its heredocs.
        unfinished: Name of a heredoc that never ends, empty for none.
    """

    text: str
    line: int
    end_line: int
    heredocs: tuple[str, ...] = ()
    unfinished: str = ""


def directives(lines: list[str]) -> dict[str, str]:
    """Return the parser directives: comments at the very top, up to the first other line."""
    found: dict[str, str] = {}
    for line in lines:
        match = _DIRECTIVE.match(line)
        if not match or match[1].lower() not in _KNOWN_DIRECTIVES or match[1].lower() in found:
            break
        found[match[1].lower()] = match[2]
    return found


def logical_lines(lines: list[str], escape: str) -> Iterator[LogicalLine]:
    """Yield the logical lines of a Dockerfile."""
    continued = re.compile(re.escape(escape) + r"[ \t]*$")
    at = 0
    while at < len(lines):
        start = at
        parts: list[str] = []
        while at < len(lines):
            line = lines[at]
            at += 1
            if not line.strip() or line.lstrip().startswith("#"):
                start = start if parts else at
                continue
            more = continued.search(line)
            parts.append(line[: more.start()] if more else line)
            if not more:
                break
        if not parts:
            return
        text = "".join(parts).strip()
        heredocs, end, unfinished = _heredocs(text, lines, at)
        yield LogicalLine(text, start + 1, end, heredocs, unfinished)
        at = end


def _heredocs(text: str, lines: list[str], at: int) -> tuple[tuple[str, ...], int, str]:
    """Return the heredocs that `text` opens, the line after them, and one that never ends."""
    texts: list[str] = []
    if not _TAKES_HEREDOC.match(text):
        return (), at, ""
    for opened in filter(None, map(_HEREDOC.match, _WORD.findall(text))):
        dash, name = opened[1], re.sub(r"[\"'\\]", "", opened[2])
        body = []
        while at < len(lines):
            line = lines[at].lstrip("\t") if dash else lines[at]
            at += 1
            if line == name:
                break
            body.append(line)
        else:
            return tuple(texts), at, name
        texts.append("\n".join(body))
    return tuple(texts), at, ""
