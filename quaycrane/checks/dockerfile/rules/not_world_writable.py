"""NotWorldWritable: no file may be written by everyone."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown

_DIGITS = re.compile(r"0?([0-7])?[0-7][0-7]([0-7])")
_CLAUSE = re.compile(r"([ugoa]*)((?:[-+=][rwxXstugo]*)+)")
_STICKY, _WRITE = 1, 2
_SETS_MODE = {"mkdir", "install"}


@rule(
    why="Whoever gets into the container as any user can change the program that runs",
    fix="Give the files to the user who needs them: COPY --chown=USER, or chmod u+w",
    bad="FROM node:24-alpine\nCOPY . /app\nRUN chmod -R 777 /app\n",
    good="FROM node:24-alpine\nCOPY --chown=node:node . /app\n",
)
def not_world_writable(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No file may be written by everyone.

    Yield each change of rights that lets everyone write.
    """
    for run, commands in all_runs(dockerfile):
        for command in commands:
            if any(map(_opens, _modes(command.program, command.words[1:]))):
                yield Finding(run.line, " ".join(command.words)[:80])
    for one in each(dockerfile, "COPY", "ADD"):
        if _opens(one.flag("chmod") or ""):
            yield Finding(one.line, shown(one))


def _modes(program: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rights that a command gives."""
    if program == "chmod":
        return tuple(word for word in words if not re.fullmatch(r"-[RvcfHLP]+|--\w.*", word))[:1]
    if program not in _SETS_MODE:
        return ()
    after = (mode for flag, mode in pairwise(words) if flag in {"-m", "--mode"})
    joined = (word.partition("=")[2] for word in words if word.startswith("--mode="))
    return (*after, *joined, *(word[2:] for word in words if re.fullmatch(r"-m[0-7]+", word)))


def _opens(mode: str) -> bool:
    """Return whether rights let everyone write, and also delete what others wrote."""
    if digits := _DIGITS.fullmatch(mode):
        return bool(int(digits[2]) & _WRITE) and not int(digits[1] or 0) & _STICKY
    clauses = [_CLAUSE.fullmatch(clause) for clause in mode.split(",")]
    if not all(clauses) or "t" in mode:
        return False
    return any(
        ("o" in clause[1] or "a" in clause[1]) and bool(re.search(r"[+=][rxXs]*w", clause[2]))
        for clause in clauses
        if clause
    )
