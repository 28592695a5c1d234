"""The parts of a Dockerfile, as frozen data."""

from dataclasses import dataclass
from typing import Literal


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
        heredocs: The texts of its heredocs, in order.
    """

    keyword: str
    value: str
    flags: tuple[str, ...]
    line: int
    end_line: int
    form: Literal["exec", "shell"]
    arguments: tuple[str, ...]
    heredocs: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """What a shell would run: the value and the heredocs' texts."""
        return "\n".join((" ".join(self.arguments) if self.form == "exec" else self.value, *self.heredocs))


@dataclass(frozen=True)
class Stage:
    """A build stage.

    Attributes:
        base: The reference in FROM as written.
        resolved: The same with ARG defaults put in.
        name: After AS, in small letters; empty for none.
        line: Of its FROM.
        instructions: Those after FROM.
    """

    base: str
    resolved: str
    name: str
    line: int
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True)
class ParseProblem:
    """Something that cannot be read.

    Attributes:
        line: Where.
        what: What is wrong.
        fix: How to mend it.
    """

    line: int
    what: str
    fix: str


@dataclass(frozen=True)
class Dockerfile:
    """A Dockerfile that was read.

    Attributes:
        instructions: All of them, in order.
        stages: The build stages.
        directives: Parser directives such as ``escape``.
        problems: What could not be read.
    """

    instructions: tuple[Instruction, ...]
    stages: tuple[Stage, ...]
    directives: dict[str, str]
    problems: tuple[ParseProblem, ...]
