"""Recognises what commands install, with which package manager, and what they leave behind."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.packages.system import Install, system_install
from quaycrane.checks.dockerfile.shell import Command, commands_of

__all__ = ["Install", "all_runs", "runs", "system_install", "system_installs"]


def runs(instructions: tuple[Instruction, ...]) -> Iterator[tuple[Instruction, tuple[Command, ...]]]:
    """Yield each RUN with its commands."""
    for instruction in instructions:
        if instruction.keyword == "RUN":
            yield instruction, commands_of(instruction)


def all_runs(dockerfile: Dockerfile) -> Iterator[tuple[Instruction, tuple[Command, ...]]]:
    """Yield each RUN of every stage with its commands."""
    for stage in dockerfile.stages:
        yield from runs(stage.instructions)


def system_installs(dockerfile: Dockerfile) -> Iterator[Install]:
    """Yield what the system's package managers install."""
    for run, commands in all_runs(dockerfile):
        for command in commands:
            if (install := system_install(run, command)) is not None:
                yield install
