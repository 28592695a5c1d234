"""UndefinedVar: every variable that is used was given a value."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.known_bases import given_by_base
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps
from quaycrane.checks.dockerfile.walk import shown


@rule(
    why="A variable without a value is empty, so a path or a name silently becomes another",
    fix="Declare it with ARG or ENV in this stage, above",
    bad="FROM node:24-alpine\nCOPY $SOURCES /app\n",
    good="FROM node:24-alpine\nARG SOURCES=src\nCOPY $SOURCES /app\n",
    elsewhere=("BuildKit UndefinedVar",),
)
def undefined_var(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Every variable that is used was given a value.

    Yield each variable that neither the stage nor its base gives a value.
    """
    for stage in dockerfile.stages:
        if (given := given_by_base(dockerfile, stage)) is None:
            continue
        for step in steps(dockerfile, stage):
            for name in sorted(step.missing - given) if step.own else ():
                fix = f"Declare it in this stage, above: ARG {name}, or ENV {name}=…"
                yield Finding(step.instruction.line, f"${name} in {shown(step.instruction)}", fix)
