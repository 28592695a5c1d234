"""Follows the variables through a stage: which have a value where, and which have none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quaycrane.checks.dockerfile.expansion import DemandedError, ExpansionError, expand
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem, Stage
from quaycrane.checks.dockerfile.values.mounts import MountError, fields_of

MOST_CHARACTERS = 2_000_000
"""How many characters all words of all stages of a file may come to, with their variables put in."""

_STEP_CHARACTERS = 50  # what a step counts beside its words
_SPENT = "characters spent on steps"


@dataclass(frozen=True)
class Step:
    """An instruction with its variables put in.

    Attributes:
        instruction: As written.
        texts: Its words with their variables put in, by the word as written.
        gaps: The variables without a value that each word uses.
        declared: The variables that an ARG above declares.
        own: Whether the instruction stands in the stage itself, not in one below.
        wrong: Why a word of it cannot be read, empty where all can.
    """

    instruction: Instruction
    texts: dict[str, str]
    gaps: Mapping[str, frozenset[str]]
    declared: frozenset[str]
    own: bool
    wrong: str = ""

    @property
    def missing(self) -> frozenset[str]:
        """Variables that it uses and nobody gave a value or declared."""
        return frozenset().union(*self.gaps.values()) - self.declared

    def certain(self, word: str, given: frozenset[str] | None) -> str | None:
        """Return what a word comes to, None where the builder or the base decides that.

        Args:
            word: As written in the instruction.
            given: The variables that the base gives a value, None where that is not known.
        """
        gaps = self.gaps.get(word, frozenset())
        if gaps and (given is None or gaps & (given | self.declared)):
            return None
        return self.texts.get(word) if word else ""


def steps(dockerfile: Dockerfile, stage: Stage) -> tuple[Step, ...]:
    """Return each step that shapes a stage, those of the stages below it included."""
    name = f"steps of stage {stage.number}"
    if name not in dockerfile.kept:
        dockerfile.kept[name] = tuple(_affordable(dockerfile, _steps(dockerfile, stage)))
    steps_of_stage: tuple[Step, ...] = dockerfile.kept[name]
    return steps_of_stage


def unreadable(dockerfile: Dockerfile) -> Iterator[ParseProblem]:
    """Yield each instruction whose quotes or variables BuildKit stops at."""
    for stage in dockerfile.stages:
        for step in steps(dockerfile, stage):
            if step.own and step.wrong:
                what = f"{step.instruction.keyword} cannot be read: {step.wrong}"
                yield ParseProblem(step.instruction.line, what, "See its quotes, braces and variables")


def _affordable(dockerfile: Dockerfile, coming: Iterator[Step]) -> Iterator[Step]:
    """Yield steps until the file has had more than it may; the last of them says so."""
    for step in coming:
        names = 8 * len(step.declared)
        spent = dockerfile.kept.get(_SPENT, 0) + _STEP_CHARACTERS + names + sum(map(len, step.texts.values()))
        dockerfile.kept[_SPENT] = spent
        if spent > MOST_CHARACTERS:
            why = f"more than {MOST_CHARACTERS} characters come of the whole file"
            yield replace(step, texts={}, gaps={}, wrong=why)
            return
        yield step


def _steps(dockerfile: Dockerfile, stage: Stage) -> Iterator[Step]:
    known = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    declared: set[str] = set()
    own = {id(instruction) for instruction in stage.instructions}
    for instruction in dockerfile.history(stage):
        texts: dict[str, str] = {}
        gaps: dict[str, frozenset[str]] = {}
        wrong = ""
        for word, escape, quotes in _words(instruction, dockerfile.escape):
            try:
                expanded = expand(word, known, escape, quotes=quotes)
            except DemandedError:  # the base may give it a value
                continue
            except ExpansionError as error:
                wrong = str(error)
                continue
            texts[word] = expanded.text
            gaps[word] = expanded.missing
        if instruction.keyword == "ENV":
            known.update((pair.name, texts.get(pair.value or "", "")) for pair in instruction.pairs)
        if instruction.keyword == "ARG":
            for pair in instruction.pairs:
                declared.add(pair.name)
                value = dockerfile.arguments.get(pair.name) if pair.value is None else texts.get(pair.value)
                if value is not None:
                    known[pair.name] = value
        yield Step(instruction, texts, gaps, frozenset(declared), id(instruction) in own, wrong)


def _words(one: Instruction, escape: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the texts in which BuildKit puts variables in, what escapes there, and whether quotes count."""
    yield from ((word, escape, True) for word in _own_words(one))
    if one.keyword in {"COPY", "ADD"}:
        yield from ((doc.content, "\\", False) for doc in one.documents if doc.expands and "$" in doc.content)


def _own_words(one: Instruction) -> tuple[str, ...]:
    if one.keyword in {"ENV", "LABEL"}:
        return tuple(word for pair in one.pairs for word in (pair.name, pair.value or ""))
    if one.keyword == "ARG":
        return tuple(pair.value for pair in one.pairs if pair.value is not None)
    if one.keyword in {"COPY", "ADD"}:
        flags = ("--chown=", "--chmod=", "--checksum=", "--exclude=")
        return (*one.arguments, *(flag.partition("=")[2] for flag in one.flags if flag.startswith(flags)))
    if one.keyword == "RUN":
        return tuple(value for flag in one.flags for value in _mounted(flag))
    return one.arguments if one.keyword in {"WORKDIR", "USER", "STOPSIGNAL", "VOLUME", "EXPOSE"} else ()


def _mounted(flag: str) -> list[str]:
    """Return the values of a mount's fields."""
    name, _, text = flag.partition("=")
    try:
        return [value for _, value in fields_of(text) if value] if name == "--mount" else []
    except MountError:
        return []
