"""The parts of a Dockerfile, as frozen data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from quaycrane.checks.dockerfile.check_options import CheckOptions, check_comment
from quaycrane.checks.dockerfile.heredocs import Heredoc
from quaycrane.checks.dockerfile.ignore import IgnoreFile
from quaycrane.checks.dockerfile.words import Pair


@dataclass(frozen=True)
class Instruction:
    """One instruction.

    Attributes:
        keyword: In capitals.
        value: What follows it and its flags, continuations joined.
        flags: Such as ``--from=build``, in order.
        line: Where it begins, from 1.
        end_line: Where it ends, heredocs included.
        form: Whether its value is a JSON array of strings.
        arguments: The array of the exec form, else the value's words.
        documents: Its heredocs, in order.
        pairs: The names and values of ENV, LABEL or ARG, as written.
        trigger: The instruction that ONBUILD keeps for later.
        comments: The comments right above it.
        written: The keyword as written.
        gap: Whether an empty line stands inside it.
    """

    keyword: str
    value: str
    flags: tuple[str, ...]
    line: int
    end_line: int
    form: Literal["exec", "shell"]
    arguments: tuple[str, ...]
    documents: tuple[Heredoc, ...] = ()
    pairs: tuple[Pair, ...] = ()
    trigger: "Instruction | None" = None
    comments: tuple[str, ...] = ()
    written: str = ""
    gap: bool = False

    @property
    def heredocs(self) -> tuple[str, ...]:
        """The texts of its heredocs, in order."""
        return tuple(document.text for document in self.documents)

    @property
    def script(self) -> str:
        """What a shell would run: the value and the heredocs' texts."""
        return "\n".join((" ".join(self.arguments) if self.form == "exec" else self.value, *self.heredocs))

    def flag(self, name: str) -> str | None:
        """Return the value of a flag, empty for one without, None where it is not given."""
        for flag in self.flags:
            key, _, value = flag.partition("=")
            if key == f"--{name}":
                return value
        return None


@dataclass(frozen=True)
class Stage:
    """A build stage.

    Attributes:
        base: The reference in FROM as written.
        resolved: The same with the variables above the first FROM put in.
        name: After AS, in small letters; empty for none.
        line: Of its FROM.
        instructions: Those after FROM.
        number: Its place among the stages, from 0.
        opening: The FROM itself.
        parent: The number of the stage that it is built upon, None where its base is an image.
    """

    base: str
    resolved: str
    name: str
    line: int
    instructions: tuple[Instruction, ...]
    number: int
    opening: Instruction
    parent: int | None = None


@dataclass(frozen=True)
class ParseProblem:
    """Something that cannot be read.

    Attributes:
        line: Where.
        what: What is wrong.
        fix: How to mend it.
        syntax: Whether BuildKit stops at it before it looks at what the instructions mean.
    """

    line: int
    what: str
    fix: str
    syntax: bool = False


@dataclass(frozen=True)
class Dockerfile:
    """A Dockerfile that was read.

    Attributes:
        instructions: All of them, in order.
        stages: The build stages.
        directives: Parser directives such as ``escape``.
        problems: What could not be read.
        arguments: What each ARG above the first FROM comes to, without any ``--build-arg``.
        ignore: The ``.dockerignore`` beside it, None where that is not known.
        checks: What its ``check`` directive asks of BuildKit's checks.
        kept: What rules found out already, by name.
    """

    instructions: tuple[Instruction, ...]
    stages: tuple[Stage, ...]
    directives: dict[str, str]
    problems: tuple[ParseProblem, ...]
    arguments: dict[str, str] = field(default_factory=dict)
    ignore: IgnoreFile | None = None
    checks: CheckOptions = field(default_factory=CheckOptions)
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def escape(self) -> str:
        """The character that escapes."""
        return "`" if self.directives.get("escape") == "`" else "\\"

    def skips(self, rule: str, line: int) -> bool:
        """Return whether a comment at the top, or above the instruction at a line, switches a rule off."""
        above = next((instruction for instruction in self.instructions if instruction.line == line), None)
        asked = check_comment(above.comments, line) if above else CheckOptions()
        return self.checks.skips(rule) or asked.skips(rule)

    def stage(self, reference: str) -> Stage | None:
        """Return the stage that ``--from`` means, by name or number; None where it means an image."""
        if reference.isdecimal():
            return self.stages[int(reference)] if int(reference) < len(self.stages) else None
        named = [stage for stage in self.stages if stage.name == reference.lower() != ""]
        return named[-1] if named else None

    def history(self, stage: Stage) -> Iterator[Instruction]:
        """Yield all that shapes a stage, in order: its base stages' instructions, their triggers, its own."""
        chain = self.chain(stage)
        for below, one in zip([None, *chain], chain, strict=False):
            yield from (kept.trigger for kept in below.instructions if kept.trigger) if below else ()
            yield from one.instructions

    def chain(self, stage: Stage) -> list[Stage]:
        """Return the stages that a stage is built upon, the lowest first, and itself."""
        stages = [stage]
        while stages[-1].parent is not None:
            stages.append(self.stages[stages[-1].parent])
        return stages[::-1]
