"""Reads a Dockerfile as BuildKit does; what cannot be read is told, never raised."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from quaycrane.checks.dockerfile.lines import LogicalLine, directives, logical_lines
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem, Stage

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
_VARIABLE = re.compile(r"\$(?:\{([a-zA-Z_]\w*)(?::([-+])([^{}]*))?\}|([a-zA-Z_]\w*))")
_FLAG = re.compile(r"^--[a-zA-Z]\S*")


def parse(text: str) -> Dockerfile:
    """Read a Dockerfile.

    Args:
        text: Its text; a byte order mark and any line ends are understood.
    """
    lines = re.split(r"\r\n|\n", text.removeprefix("\ufeff"))
    told = directives(lines)
    escape = "`" if told.get("escape") == "`" else "\\"
    logical = list(logical_lines(lines, escape))
    instructions = tuple(_instruction(line) for line in logical)
    problems = [*_unreadable(logical, instructions), *_misplaced(instructions)]
    return Dockerfile(
        instructions, _stages(instructions), told, tuple(sorted(problems, key=lambda problem: problem.line))
    )


def _instruction(line: LogicalLine) -> Instruction:
    keyword, _, rest = re.sub(r"[ \t]+", " ", line.text, count=1).partition(" ")
    flags: list[str] = []
    value = rest.strip()
    while match := _FLAG.match(value):
        flags.append(match[0])
        value = value[match.end() :].lstrip()
    array = _array(value)
    form: Literal["exec", "shell"] = "shell" if array is None else "exec"
    return Instruction(
        keyword.upper(),
        value,
        tuple(flags),
        line.line,
        line.end_line,
        form,
        tuple(value.split()) if array is None else array,
        line.heredocs,
    )


def _array(value: str) -> tuple[str, ...] | None:
    if not value.startswith("["):
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    texts = isinstance(found, list) and all(isinstance(item, str) for item in found)
    return tuple(found) if texts else None


def _unreadable(logical: list[LogicalLine], instructions: tuple[Instruction, ...]) -> Iterator[ParseProblem]:
    for line, instruction in zip(logical, instructions, strict=True):
        if instruction.keyword not in KEYWORDS:
            word = instruction.keyword[:40]
            yield ParseProblem(line.line, f"There is no instruction {word}", "Mind its spelling")
        elif not instruction.value:
            yield ParseProblem(line.line, f"{instruction.keyword} needs an argument", "Say what it is to do")
        if line.unfinished:
            name = line.unfinished
            yield ParseProblem(line.line, f"The heredoc {name} never ends", f"End it with a line {name}")


def _misplaced(instructions: tuple[Instruction, ...]) -> Iterator[ParseProblem]:
    for instruction in instructions:
        if instruction.keyword == "FROM":
            return
        if instruction.keyword != "ARG" and instruction.keyword in KEYWORDS:
            yield ParseProblem(
                instruction.line,
                f"{instruction.keyword} stands before FROM",
                "Begin with FROM and a base image",
            )
            return
    if instructions:
        yield ParseProblem(1, "There is no FROM", "Begin with FROM and a base image")


def _stages(instructions: tuple[Instruction, ...]) -> tuple[Stage, ...]:
    begins = [at for at, instruction in enumerate(instructions) if instruction.keyword == "FROM"]
    arguments = _global_arguments(instructions[: begins[0]] if begins else ())
    stages = []
    for begin, end in pairwise([*begins, len(instructions)]):
        words = instructions[begin].value.split()
        base = words[0] if words else ""
        named = len(words) > 2 and words[1].lower() == "as"  # noqa: PLR2004 - FROM base AS name
        name = words[2].lower() if named else ""
        body = instructions[begin + 1 : end]
        stages.append(Stage(base, expand(base, arguments), name, instructions[begin].line, body))
    return tuple(stages)


def _global_arguments(instructions: tuple[Instruction, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    for instruction in instructions:
        for word in instruction.arguments if instruction.keyword == "ARG" else ():
            name, _, default = word.partition("=")
            known[name] = expand(default.strip("\"'"), known)
    return known


def expand(text: str, known: dict[str, str]) -> str:
    """Put the values of variables in place of ``$NAME`` and ``${NAME:-default}``."""

    def value(match: re.Match[str]) -> str:
        found = known.get(match[1] or match[4], "")
        if match[2] == "-":
            return found or match[3]
        return (match[3] if found else "") if match[2] == "+" else found

    return _VARIABLE.sub(value, text)
