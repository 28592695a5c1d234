"""InvalidDefinitionDescription: a comment right above a stage or ARG begins with its name."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity

_WORDS_WITH_NAME = 3


@rule(
    why="Such a comment is what docker build --call=outline shows for it",
    fix="Begin the comment with the name, or put an empty comment line in between",
    bad="# makes the page\nFROM node:24-alpine AS build\n",
    good="# build makes the page\nFROM node:24-alpine AS build\n",
    elsewhere=("BuildKit InvalidDefinitionDescription",),
    severity=Severity.NOTE,
)
def invalid_definition_description(dockerfile: Dockerfile) -> Iterator[Finding]:
    """A comment right above a stage or ARG begins with its name.

    Yield each stage or ARG with another comment right above it.
    """
    for instruction in dockerfile.instructions:
        names = [pair.name for pair in instruction.pairs] if instruction.keyword == "ARG" else []
        if instruction.keyword == "FROM" and len(instruction.arguments) == _WORDS_WITH_NAME:
            names = [instruction.arguments[2].lower()]
        if instruction.comments and names and instruction.comments[-1].split(" ")[0] not in names:
            yield Finding(instruction.line, f"Above {names[0]} stands: {instruction.comments[-1][:60]}")
