"""ConsistentInstructionCasing: keywords are all in capitals, or all in small letters."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="A mixture is hard to read",
    fix="Write every keyword in capitals",
    bad='FROM node:24-alpine\nrun npm ci\nCMD ["node"]\n',
    good='FROM node:24-alpine\nRUN npm ci\nCMD ["node"]\n',
    elsewhere=("BuildKit ConsistentInstructionCasing",),
)
def consistent_instruction_casing(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Keywords are all in capitals, or all in small letters.

    Yield each keyword that is not written as most are.
    """
    all_of_them = [one for stage in dockerfile.stages for one in (stage.opening, *stage.instructions)]
    small = sum(one.written == one.written.lower() for one in all_of_them)
    capital = sum(one.written == one.written.upper() for one in all_of_them)
    for one in all_of_them:
        meant = one.written.lower() if small > capital else one.written.upper()
        if one.written != meant:
            yield Finding(one.line, f"{one.written}, where most keywords are written as {meant}")
