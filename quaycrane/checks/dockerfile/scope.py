"""Follows the variables through a stage: which have a value where, and which have none."""

from collections.abc import Iterator
from dataclasses import dataclass

from quaycrane.checks.dockerfile.expansion import ExpansionError, expand
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, Stage


@dataclass(frozen=True)
class Step:
    """An instruction with its variables put in.

    Attributes:
        instruction: As written.
        texts: Its words with their variables put in, by the word as written.
        missing: Variables that it uses and nobody gave a value.
        own: Whether the instruction stands in the stage itself, not in one below.
    """

    instruction: Instruction
    texts: dict[str, str]
    missing: frozenset[str]
    own: bool


def steps(dockerfile: Dockerfile, stage: Stage) -> Iterator[Step]:
    """Yield each step that shapes a stage, those of the stages below it included."""
    known = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    declared: set[str] = set()
    own = {id(instruction) for instruction in stage.instructions}
    for instruction in dockerfile.history(stage):
        texts: dict[str, str] = {}
        missing: set[str] = set()
        for word in _words(instruction):
            try:
                found = expand(word, known, dockerfile.escape)
            except ExpansionError:
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
        yield Step(instruction, texts, frozenset(missing - declared), id(instruction) in own)


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
