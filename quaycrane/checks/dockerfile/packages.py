"""Recognises what a command installs, and with which package manager."""

from collections.abc import Iterator
from dataclasses import dataclass

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.shell import Command, commands_of

_SYSTEM = {
    "apt-get": {"install"},
    "apt": {"install"},
    "apk": {"add"},
    "yum": {"install"},
    "dnf": {"install"},
    "microdnf": {"install"},
    "zypper": {"install", "in"},
}
_TAKES_VALUE = {
    "-t",
    "--target-release",
    "-o",
    "--option",
    "-c",
    "--virtual",
    "-r",
    "-i",
    "--index-url",
    "--repository",
    "-X",
}


@dataclass(frozen=True)
class Install:
    """Packages that one command installs.

    Attributes:
        run: The RUN.
        command: The command.
        manager: The package manager.
        packages: The packages named, with their versions as written.
    """

    run: Instruction
    command: Command
    manager: str
    packages: tuple[str, ...]


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
            if (found := system_install(run, command)) is not None:
                yield found


def system_install(run: Instruction, command: Command) -> Install | None:
    """Return what a command installs with the system's package manager, None for nothing."""
    verbs = _SYSTEM.get(command.program, set())
    operands = plain_operands(command)
    if not operands or operands[0] not in verbs:
        return None
    return Install(run, command, command.program, operands[1:])


def plain_operands(command: Command) -> tuple[str, ...]:
    """Return the arguments that are neither options nor values of options."""
    found, skip = [], False
    for word in command.words[1:]:
        if not skip and not word.startswith("-"):
            found.append(word)
        skip = not skip and word in _TAKES_VALUE
    return tuple(found)
