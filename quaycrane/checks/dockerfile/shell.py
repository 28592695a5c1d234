"""Finds the commands in what RUN gives to a shell; what is only printed or written is none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from quaycrane.checks.dockerfile.model import Instruction

_TOKEN = re.compile(
    r"""(?P<comment>(?<![^\s;&|(])\#[^\n]*)
    |(?P<space>(?:[ \t\r]|\\\n)++)
    |(?P<operator>&&|\|\||\|&|[;|&\n()])
    |(?P<substitution>\$\(|`)
    |(?P<word>(?:\\.|'[^']*+(?:'|\Z)|"(?:\\.|[^"\\])*+(?:"|\\?\Z)|\$(?!\()|[^\s;&|()'"\\$`\#]|(?<=[^\s;&|(])\#|\\\Z)++)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_QUOTING = re.compile(r"\\(.)|'([^']*)'|\"((?:\\.|[^\"\\])*)\"", re.DOTALL)
_BEFORE = {
    "if",
    "then",
    "else",
    "elif",
    "while",
    "until",
    "do",
    "!",
    "{",
    "}",
    "time",
    "exec",
    "command",
    "nohup",
    "env",
    "sudo",
    "xargs",
    "builtin",
}
_SHELLS = re.compile(r"(?:/\S*/)?(?:ba|da|a|k|z)?sh")
_DEEPEST = 4


@dataclass(frozen=True)
class Command:
    """One command of a script.

    Attributes:
        words: The program and its arguments, without quotes.
        after: The operator before it: ``&&``, ``||``, ``|``, ``;`` or empty.
    """

    words: tuple[str, ...]
    after: str = ""

    @property
    def program(self) -> str:
        """The program's name without its folder."""
        return self.words[0].rpartition("/")[2]

    @property
    def operands(self) -> tuple[str, ...]:
        """The arguments that are no options."""
        return tuple(word for word in self.words[1:] if not word.startswith("-"))

    def has(self, *options: str) -> bool:
        """Return whether one of the options is among its words, also as ``--option=value``."""
        return any(word.partition("=")[0] in options for word in self.words[1:])


def commands_of(run: Instruction) -> tuple[Command, ...]:
    """Return the commands that a RUN, CMD, ENTRYPOINT or HEALTHCHECK carries out, in order."""
    if run.form == "exec":
        words = run.arguments[1:] if run.keyword == "HEALTHCHECK" else run.arguments
        return _unwrapped(words, "", 0) if words else ()
    text = run.value
    if run.keyword == "HEALTHCHECK":
        text = text.partition(" ")[2]
    found = commands(re.sub(r"\d*<<-?\s*['\"]?\w+['\"]?", " ", text) if run.documents else text)
    programs = {one.program for one in found}
    if run.documents and (programs <= {"set", "exec"} or any(map(_SHELLS.fullmatch, programs))):
        found += tuple(one for text in run.heredocs for one in commands(text))
    return found


@lru_cache(maxsize=512)
def commands(script: str, depth: int = 0) -> tuple[Command, ...]:
    """Return the commands of a shell script, those in substitutions and in ``sh -c`` included."""
    found: list[Command] = []
    words: list[str] = []
    inner: list[str] = []
    after = ""
    for match in _TOKEN.finditer(script):
        kind, text = match.lastgroup, match[0]
        if kind in {"operator", "substitution"}:
            found += _unwrapped(tuple(words), after, depth)
            words, after = [], "" if text in "()\n`$(" else text
        elif kind == "word":
            words.append(_QUOTING.sub(lambda quoted: quoted[1] or quoted[2] or quoted[3] or "", text))
            if '"' in text and "$(" in text and depth < _DEEPEST:
                inner.append(text.partition("$(")[2].rpartition(")")[0])
    found += _unwrapped(tuple(words), after, depth)
    found += [one for text in inner for one in commands(text, depth + 1)]
    return tuple(found)


def _unwrapped(words: tuple[str, ...], after: str, depth: int) -> tuple[Command, ...]:
    """Return the command that is really run: without assignments, ``if``, ``exec`` or ``sh -c`` before it."""
    at = 0
    while at < len(words) and (
        words[at] in _BEFORE
        or _ASSIGNMENT.match(words[at])
        or (at and words[at].startswith("-") and words[at - 1] in _BEFORE)
    ):
        at += 1
    bare = words[at:]
    if not bare:
        return ()
    if _SHELLS.fullmatch(bare[0]) and depth < _DEEPEST:
        for number, word in enumerate(bare[1:-1], 1):
            if re.fullmatch(r"-[a-z]*c", word):
                return commands(bare[number + 1], depth + 1)
    if bare[0] == "eval" and depth < _DEEPEST:
        return commands(" ".join(bare[1:]), depth + 1)
    wrapped = (Command(words[: at or None], after),) if "sudo" in words[:at] else ()
    return (*wrapped, Command(bare, after))
