"""Divides the instructions into build stages and finds each stage's base."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.expansion import ExpansionError, expand
from quaycrane.checks.dockerfile.model import Instruction, ParseProblem, Stage
from quaycrane.checks.dockerfile.reference import why_no_reference
from quaycrane.checks.dockerfile.values.platforms import wrong_platform

PLATFORM = {
    "BUILDPLATFORM": "linux/amd64",
    "BUILDOS": "linux",
    "BUILDOSVERSION": "",
    "BUILDARCH": "amd64",
    "BUILDVARIANT": "",
    "TARGETPLATFORM": "linux/amd64",
    "TARGETOS": "linux",
    "TARGETOSVERSION": "",
    "TARGETARCH": "amd64",
    "TARGETVARIANT": "",
    "TARGETSTAGE": "default",
}
"""What BuildKit defines by itself above the first FROM, with the values of a common machine."""


def arguments_above(
    instructions: tuple[Instruction, ...], escape: str
) -> tuple[dict[str, str], list[ParseProblem]]:
    """Return what the ARG above the first FROM come to by themselves, and what is wrong there."""
    known, problems = dict(PLATFORM), []
    for instruction in instructions:
        if instruction.keyword == "FROM":
            break
        for pair in instruction.pairs if instruction.keyword == "ARG" else ():
            if pair.value is not None:
                try:
                    known[pair.name] = expand(pair.value, known, escape).text
                except ExpansionError as error:
                    problems.append(_cannot_expand(instruction, error))
    return known, problems


def stages_of(
    instructions: tuple[Instruction, ...], known: dict[str, str], escape: str
) -> tuple[tuple[Stage, ...], list[ParseProblem]]:
    """Return the stages, and what is wrong with their bases."""
    begins = [at for at, instruction in enumerate(instructions) if instruction.keyword == "FROM"]
    stages: list[Stage] = []
    problems: list[ParseProblem] = []
    by_name: dict[str, int] = {}
    for number, (begin, end) in enumerate(pairwise([*begins, len(instructions)])):
        opening = instructions[begin]
        base = opening.arguments[0] if opening.arguments else ""
        resolved = base
        try:
            resolved = expand(base, known, escape).text
            if base and not resolved:
                problems.append(_blank(opening, base))
            if resolved and resolved not in by_name:
                problems.extend(_misnamed(opening, base, resolved, known, escape))
            problems.extend(_on_no_machine(opening, known, escape))
        except ExpansionError as error:
            problems.append(_cannot_expand(opening, error))
        name = _name(opening)
        stages.append(
            Stage(
                base,
                resolved,
                name,
                opening.line,
                instructions[begin + 1 : end],
                number,
                opening,
                by_name.get(resolved),
            )
        )
        if name:
            by_name[name] = number
    problems.extend(_misdirected(stages))
    return tuple(stages), problems


def _name(opening: Instruction) -> str:
    words = opening.arguments
    return words[2].lower() if len(words) == 3 and words[1].lower() == "as" else ""  # noqa: PLR2004


def _misdirected(stages: list[Stage]) -> Iterator[ParseProblem]:
    """Yield each ``--from`` that BuildKit refuses: a number out of range, a later stage, a variable."""
    names = {stage.name: stage.number for stage in stages if stage.name}
    for stage in stages:
        for instruction in stage.instructions:
            source = instruction.flag("from") if instruction.keyword == "COPY" else None
            if not source:
                continue
            counted = re.fullmatch(r"[+-]?[0-9]{1,9}", source)
            number = int(source) if counted else names.get(source.lower(), -1)
            if "$" in source:
                what, fix = "--from takes no variable", "Make a stage: FROM with the variable AS name"
            elif number >= len(stages) or (counted and number < 0):
                what, fix = f"There is no stage {source}", "Name a stage above"
            elif number >= stage.number:
                what, fix = f"The stage {source} does not stand above", "Move it up, or name another"
            else:
                continue
            yield ParseProblem(instruction.line, what, fix)


def _misnamed(
    opening: Instruction, base: str, resolved: str, known: dict[str, str], escape: str
) -> Iterator[ParseProblem]:
    """Yield what is wrong with a base whatever value the builder gives its variables."""
    if (why := why_no_reference(_given(base, known, escape, "x1"))) and not _only_digest(base):
        yield ParseProblem(opening.line, *(why_no_reference(resolved) or why))


def _on_no_machine(opening: Instruction, known: dict[str, str], escape: str) -> Iterator[ParseProblem]:
    """Yield what is wrong with a platform whatever value the builder gives its variables."""
    if platform := opening.flag("platform"):
        for what, fix in wrong_platform(_given(platform, known, escape, "amd64")):
            yield ParseProblem(opening.line, what, fix)


def _only_digest(base: str) -> bool:
    """Return whether a variable stands where a digest is, which no stand-in can be put for."""
    return "$" in base.partition("@")[2]


def _given(text: str, known: dict[str, str], escape: str, stand_in: str) -> str:
    """Return a text with its variables put in, and a stand-in for each."""
    if "$" not in text:
        return expand(text, {}, escape).text
    expanded = expand(text, known, escape)
    given = {name: stand_in for name in expanded.missing | expanded.used if name not in PLATFORM}
    return expand(text, {**known, **given}, escape).text


def _cannot_expand(instruction: Instruction, error: ExpansionError) -> ParseProblem:
    what = f"{instruction.keyword} {instruction.value[:60]} cannot be read: {error}"
    return ParseProblem(instruction.line, what, "See its braces, quotes and variables")


def _blank(opening: Instruction, base: str) -> ParseProblem:
    return ParseProblem(
        opening.line,
        f"The base {base} comes to nothing",
        "Give the variable a value above FROM, as in ARG VERSION=24",
    )
