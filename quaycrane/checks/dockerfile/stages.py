"""Divides the instructions into build stages and finds each stage's base."""

from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.expansion import ExpansionError, expand
from quaycrane.checks.dockerfile.model import Instruction, ParseProblem, Stage

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
            told = instruction.flag("from") if instruction.keyword == "COPY" else None
            if not told:
                continue
            number = int(told) if told.isascii() and told.isdecimal() else names.get(told.lower(), -1)
            if "$" in told:
                what, fix = "--from takes no variable", "Make a stage: FROM with the variable AS name"
            elif number >= len(stages):
                what, fix = f"There is no stage {told}", "Name a stage above"
            elif number >= stage.number:
                what, fix = f"The stage {told} does not stand above", "Move it up, or name another"
            else:
                continue
            yield ParseProblem(instruction.line, what, fix)


def _cannot_expand(instruction: Instruction, error: ExpansionError) -> ParseProblem:
    what = f"{instruction.keyword} {instruction.value[:60]} cannot be read: {error}"
    return ParseProblem(instruction.line, what, "See its braces, quotes and variables")


def _blank(opening: Instruction, base: str) -> ParseProblem:
    return ParseProblem(
        opening.line,
        f"The base {base} comes to nothing",
        "Give the variable a value above FROM, as in ARG VERSION=24",
    )
