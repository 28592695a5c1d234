"""UndefinedArgInFrom: FROM uses only variables that an ARG above it declares."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.expansion import ExpansionError, expand
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.stages import PLATFORM
from quaycrane.checks.severity import Severity


@rule(
    why="An undeclared variable is empty: the base becomes another image, or none",
    fix="Declare it above the first FROM: ARG VERSION=24",
    bad="FROM node:${VERSION}-alpine\n",
    good="ARG VERSION=24\nFROM node:${VERSION}-alpine\n",
    elsewhere=("BuildKit UndefinedArgInFrom",),
    severity=Severity.ERROR,
)
def undefined_arg_in_from(dockerfile: Dockerfile) -> Iterator[Finding]:
    """FROM uses only variables that an ARG above it declares.

    Yield each variable in a FROM that nobody declares.
    """
    declared = set(PLATFORM) | {
        pair.name
        for one in dockerfile.instructions[: dockerfile.instructions.index(dockerfile.stages[0].opening)]
        for pair in one.pairs
    }
    for stage in dockerfile.stages:
        for word in (stage.base, stage.opening.flag("platform") or ""):
            for name in sorted(_missing(word, dockerfile) - declared):
                yield Finding(
                    stage.line,
                    f"${name} in FROM {stage.base}",
                    f"Declare it above the first FROM: ARG {name}=…",
                )


def _missing(word: str, dockerfile: Dockerfile) -> frozenset[str]:
    try:
        return expand(word, dockerfile.arguments, dockerfile.escape).missing
    except ExpansionError:
        return frozenset()
