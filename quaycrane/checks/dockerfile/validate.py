"""Tells what BuildKit refuses in an instruction that it can read."""

import difflib
import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.expansion import ExpansionError
from quaycrane.checks.dockerfile.heredocs import heredoc
from quaycrane.checks.dockerfile.model import Instruction, ParseProblem
from quaycrane.checks.dockerfile.options import wrong_flag

KEYWORDS = frozenset(
    [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "LABEL",
        "MAINTAINER",
        "ONBUILD",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ]
)
"""Every instruction that there is."""

_STAGE_NAME = re.compile(r"[a-z][a-z0-9-_.]*")
_NEEDS_SOMETHING = KEYWORDS - {"CMD", "ENTRYPOINT", "RUN"}


def problems_of(instructions: tuple[Instruction, ...]) -> Iterator[ParseProblem]:
    """Yield what is wrong with each instruction, and where they stand."""
    yield from _misplaced(instructions)
    for instruction in instructions:
        for what, fix in _wrong(instruction):
            yield ParseProblem(instruction.line, what, fix)


def _misplaced(instructions: tuple[Instruction, ...]) -> Iterator[ParseProblem]:
    fix = "Begin with FROM and a base image"
    for instruction in instructions:
        if instruction.keyword == "FROM":
            return
        if instruction.keyword != "ARG" and instruction.keyword in KEYWORDS:
            yield ParseProblem(instruction.line, f"{instruction.keyword} stands before FROM", fix)
            return
    yield ParseProblem(1, "There is no FROM", fix)


def _wrong(one: Instruction) -> Iterator[tuple[str, str]]:
    if one.keyword not in KEYWORDS:
        close = difflib.get_close_matches(one.keyword, sorted(KEYWORDS), n=1, cutoff=0.6)
        meant = f": {close[0]} is meant" if close else ""
        yield f"There is no instruction {one.keyword[:40]}{meant}", "Mind its spelling"
        return
    if not one.value:
        yield f"{one.keyword} needs an argument", "Say what it is to do"
        return
    if not (one.keyword == "HEALTHCHECK" and one.arguments[0].upper() == "NONE"):
        yield from wrong_flag(one.keyword, one.flags)
    look = _LOOKS.get(one.keyword)
    if look:
        yield from look(one)


def _from(one: Instruction) -> Iterator[tuple[str, str]]:
    words = one.arguments
    named = len(words) == 3 and words[1].lower() == "as"  # noqa: PLR2004 - base AS name
    if len(words) == 2 and words[0].endswith(":"):  # noqa: PLR2004 - a space too many
        yield "FROM has a space inside the image's name", f"Write FROM {''.join(words)[:60]}"
    elif len(words) != 1 and not named:
        yield "FROM takes a base, or a base AS a name", f"Write FROM {words[0][:60]} AS build"
    elif named and not _STAGE_NAME.fullmatch(words[2].lower()):
        yield (
            f"{words[2][:40]!r} cannot be a stage's name",
            "Begin it with a letter, and go on with letters, digits, - _ .",
        )


def _copy(one: Instruction) -> Iterator[tuple[str, str]]:
    if len(one.arguments) < 2:  # noqa: PLR2004 - a source and a destination
        yield f"{one.keyword} needs a source and a destination", "Say where to: COPY package.json ./"
        return
    try:
        misplaced = heredoc(one.arguments[-1])
    except ExpansionError:
        misplaced = None
    if misplaced:
        yield f"{one.keyword} has a heredoc for its destination", "Put a path at its end"


def _names(one: Instruction) -> Iterator[tuple[str, str]]:
    if any(not pair.name for pair in one.pairs):
        yield (
            f"{one.keyword} has a value without a name",
            "Write NAME=value, without space before the equals sign",
        )


def _onbuild(one: Instruction) -> Iterator[tuple[str, str]]:
    inner = one.trigger.keyword if one.trigger else ""
    if inner in {"ONBUILD", "FROM", "MAINTAINER"}:
        yield f"ONBUILD cannot keep {inner} for later", "Use another instruction"


def _healthcheck(one: Instruction) -> Iterator[tuple[str, str]]:
    kind, *command = one.arguments
    if kind.upper() == "NONE" and command:
        yield "HEALTHCHECK NONE takes nothing more", "End it after NONE"
    elif kind.upper() not in {"NONE", "CMD"}:
        yield f"HEALTHCHECK does not know {kind[:40]!r}", "Write HEALTHCHECK CMD and a command"
    elif kind.upper() == "CMD" and not command:
        yield "HEALTHCHECK CMD needs a command", "Say what is to be run"


def _shell(one: Instruction) -> Iterator[tuple[str, str]]:
    if one.form == "shell":
        yield "SHELL takes a JSON array", 'Write SHELL ["/bin/bash", "-c"]'
    elif not one.arguments:
        yield "SHELL needs an argument", 'Write SHELL ["/bin/bash", "-c"]'


def _volume(one: Instruction) -> Iterator[tuple[str, str]]:
    if any(not path.strip() for path in one.arguments) or not one.arguments:
        yield "VOLUME needs a path", "Name the folder"


_LOOKS = {
    "FROM": _from,
    "COPY": _copy,
    "ADD": _copy,
    "ENV": _names,
    "LABEL": _names,
    "ARG": _names,
    "ONBUILD": _onbuild,
    "HEALTHCHECK": _healthcheck,
    "SHELL": _shell,
    "VOLUME": _volume,
}
