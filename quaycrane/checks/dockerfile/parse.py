"""Reads a Dockerfile as BuildKit does; what cannot be read is told, never raised."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from quaycrane.checks.dockerfile.arrays import NotOfStringsError, array
from quaycrane.checks.dockerfile.check_options import (
    CheckOptionError,
    CheckOptions,
    check_directive,
    read_check_options,
)
from quaycrane.checks.dockerfile.expansion import ExpansionError
from quaycrane.checks.dockerfile.flags import split_flags
from quaycrane.checks.dockerfile.heredocs import Heredoc, opened_by
from quaycrane.checks.dockerfile.ignore import read_ignore
from quaycrane.checks.dockerfile.lines import LogicalLine, Reader
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem
from quaycrane.checks.dockerfile.refused import refused
from quaycrane.checks.dockerfile.scope import unreadable
from quaycrane.checks.dockerfile.spaces import BETWEEN_WORDS, SPACE, fields
from quaycrane.checks.dockerfile.stages import arguments_above, stages_of
from quaycrane.checks.dockerfile.validate import KEYWORDS, problems_of
from quaycrane.checks.dockerfile.words import definitions, pairs

__all__ = ["KEYWORDS", "parse"]

_TAKES_ARRAY = {"RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME"}
_TAKES_LIST = {"COPY", "ADD", "VOLUME", "EXPOSE", "FROM"}
_TAKES_ONE = {"USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER"}
_TAKES_HEREDOC = {"RUN", "COPY", "ADD"}
_WORD = re.compile(f"[^{SPACE}]+")
_DEEPEST_TRIGGER = 10

MOST_INSTRUCTIONS = 5000
"""So many instructions are read, and no more: BuildKit has no such limit, and no one such a file."""

MOST_STAGES = 100
"""So many stages are read."""

Complain = Callable[[str], None]


def parse(text: str, ignore: str | None = None) -> Dockerfile:
    """Read a Dockerfile.

    Args:
        text: Its text; a byte order mark and any line ends are understood.
        ignore: The text of the ``.dockerignore`` beside it, None where that is not known.
    """
    reader = Reader.of(text)
    instructions = tuple(_instructions(reader))
    syntax = [
        ParseProblem(line, what, "See what is meant there", syntax=True) for line, what in reader.problems
    ]
    known, wrong = arguments_above(instructions, reader.directives.escape)
    stages, misnamed = stages_of(instructions, known, reader.directives.escape)
    beside = None if ignore is None else read_ignore(ignore)
    asked, unknown = _checks(text)
    read = Dockerfile(instructions, stages, reader.directives.found, (), known, beside, asked)
    problems = [
        *unknown,
        *syntax,
        *problems_of(instructions),
        *wrong,
        *misnamed,
        *unreadable(read),
        *refused(read),
    ]
    return replace(read, problems=tuple(sorted(problems, key=lambda one: one.line)))


def _checks(text: str) -> tuple[CheckOptions, list[ParseProblem]]:
    """Return what the ``check`` directive asks for, and what is wrong with it."""
    value, line = check_directive(text) or ("", 0)
    try:
        return read_check_options(value, line), []
    except CheckOptionError as error:
        fix = "Write skip=RuleName,RuleName or error=true, with ; between them"
        return CheckOptions(line=line), [ParseProblem(line, str(error), fix)]


def _instructions(reader: Reader) -> Iterator[Instruction]:
    read = stages = 0
    while line := reader.next_logical():
        instruction = _read(line, reader)
        read, stages = read + 1, stages + (instruction.keyword == "FROM")
        if read > MOST_INSTRUCTIONS or stages > MOST_STAGES:
            reader.problems.append((line.line, "The file goes on for too long: the rest is not read"))
            return
        yield instruction


def _read(line: LogicalLine, reader: Reader) -> Instruction:
    def complain(what: str) -> None:
        reader.problems.append((line.line, what))

    read = _instruction(line, reader.directives.escape, complain)
    documents = _heredocs(read, line, reader, complain)
    trigger = replace(read.trigger, documents=documents, end_line=reader.at) if read.trigger else None
    return replace(read, documents=documents, trigger=trigger, end_line=reader.at)


def _instruction(line: LogicalLine, escape: str, complain: Complain, depth: int = 0) -> Instruction:
    written, _, rest = BETWEEN_WORDS.sub(" ", line.text.strip(SPACE), count=1).partition(" ")
    keyword = written.upper()
    flags, value = split_flags(rest, escape)
    value = value.strip(SPACE)
    form, arguments = _arguments(keyword, value, complain)
    pairs_found, wrong = pairs(value, escape) if keyword in {"ENV", "LABEL"} else ((), "")
    if wrong:
        complain(f"{keyword} {wrong}")
    trigger = None
    if keyword == "ONBUILD" and value and depth < _DEEPEST_TRIGGER:
        inner = LogicalLine(value, line.line, line.end_line)
        trigger = _instruction(inner, escape, complain, depth + 1)
    return Instruction(
        keyword,
        value,
        flags,
        line.line,
        line.end_line,
        form,
        arguments,
        (),
        definitions(value, escape) if keyword == "ARG" else pairs_found,
        trigger,
        line.comments,
        written,
        line.gap,
    )


def _arguments(
    keyword: str, value: str, complain: Complain
) -> tuple[Literal["exec", "shell"], tuple[str, ...]]:
    if keyword == "HEALTHCHECK":
        kind, _, rest = BETWEEN_WORDS.sub(" ", value, count=1).partition(" ")
        form, arguments = _arguments("CMD", rest, complain)
        return form, (kind, *arguments) if kind else ()
    try:
        listed = array(value) if keyword in _TAKES_ARRAY else None
    except NotOfStringsError:
        complain(f"{keyword} has a JSON array that holds something else than strings")
        listed = None
    if listed is not None:
        return "exec", listed
    if keyword in _TAKES_LIST:
        return "shell", fields(value)
    if keyword in _TAKES_ONE:
        return "shell", (value,) if value else ()
    return "shell", tuple(_WORD.findall(value))


def _heredocs(
    read: Instruction, line: LogicalLine, reader: Reader, complain: Complain
) -> tuple[Heredoc, ...]:
    holder = read.trigger or read
    if holder.keyword not in _TAKES_HEREDOC or holder.form == "exec":
        return ()
    try:
        opened = opened_by(line.text)
    except ExpansionError as error:
        complain(f"The name of a heredoc cannot be read: {error}")
        return ()
    documents = []
    for one in opened:
        full = reader.heredoc(one)
        if full is None:
            complain(f"The heredoc {one.name} never ends")
            break
        documents.append(full)
    return tuple(documents)
