"""Follows the variables through a stage: which have a value where, and which have none."""

from collections.abc import Iterator
from dataclasses import dataclass

from quaycrane.checks.dockerfile.expansion import DemandedError, ExpansionError, expand
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem, Stage


@dataclass(frozen=True)
class Step:
    """An instruction with its variables put in.

    Attributes:
        instruction: As written.
        texts: Its words with their variables put in, by the word as written.
        missing: Variables that it uses and nobody gave a value.
        own: Whether the instruction stands in the stage itself, not in one below.
        wrong: Why a word of it cannot be read, empty where all can.
    """

    instruction: Instruction
    texts: dict[str, str]
    missing: frozenset[str]
    own: bool
    wrong: str = ""


def steps(dockerfile: Dockerfile, stage: Stage) -> tuple[Step, ...]:
    """Return each step that shapes a stage, those of the stages below it included."""
    name = f"steps of stage {stage.number}"
    if name not in dockerfile.facts:
        dockerfile.facts[name] = tuple(_steps(dockerfile, stage))
    found: tuple[Step, ...] = dockerfile.facts[name]
    return found


def unreadable(dockerfile: Dockerfile) -> Iterator[ParseProblem]:
    """Yield each instruction whose quotes or variables BuildKit stops at."""
    for stage in dockerfile.stages:
        for step in steps(dockerfile, stage):
            if step.own and step.wrong:
                what = f"{step.instruction.keyword} cannot be read: {step.wrong}"
                yield ParseProblem(step.instruction.line, what, "See its quotes, braces and variables")


def _steps(dockerfile: Dockerfile, stage: Stage) -> Iterator[Step]:
    known = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    declared: set[str] = set()
    own = {id(instruction) for instruction in stage.instructions}
    for instruction in dockerfile.history(stage):
        texts: dict[str, str] = {}
        missing: set[str] = set()
        wrong = ""
        for word in _words(instruction):
            try:
                found = expand(word, known, dockerfile.escape)
            except DemandedError:  # the base may give it a value
                continue
            except ExpansionError as error:
                wrong = str(error)
                continue
            texts[word] = found.text
            missing |= found.missing
        if instruction.keyword == "ENV":
            known.update((pair.name, texts.get(pair.value or "", "")) for pair in instruction.pairs)
        if instruction.keyword == "ARG":
            for pair in instruction.pairs:
                declared.add(pair.name)
                value = dockerfile.arguments.get(pair.name) if pair.value is None else texts.get(pair.value)
                if value is not None:
                    known[pair.name] = value
        yield Step(instruction, texts, frozenset(missing - declared), id(instruction) in own, wrong)


def _words(one: Instruction) -> tuple[str, ...]:
    """Return the words in which BuildKit puts variables in."""
    if one.keyword in {"ENV", "LABEL"}:
        return tuple(word for pair in one.pairs for word in (pair.name, pair.value or ""))
    if one.keyword == "ARG":
        return tuple(pair.value for pair in one.pairs if pair.value is not None)
    if one.keyword in {"COPY", "ADD"}:
        flags = ("--chown=", "--chmod=", "--checksum=", "--exclude=")
        return (*one.arguments, *(flag.partition("=")[2] for flag in one.flags if flag.startswith(flags)))
    return one.arguments if one.keyword in {"WORKDIR", "USER", "STOPSIGNAL", "VOLUME", "EXPOSE"} else ()
