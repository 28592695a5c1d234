"""Recognises the step that installs an application's packages."""

from quaycrane.checks.dockerfile.model import Instruction
from quaycrane.checks.dockerfile.shell import Command, commands, commands_of

_NPM_INSTALL = {"install", "i", "add", "in", "isntall"}
_NPM_LOCKED = {"ci", "clean-install", "ic", "install-clean"}
_FROZEN = ("--frozen-lockfile", "--immutable")


def installs(script: str) -> bool:
    """Return whether a script installs packages."""
    return any(_is_install(command) for command in commands(script))


def installs_freely(script: str) -> bool:
    """Return whether a script installs without following the lock file to the letter."""
    return any(_is_free(command) for command in commands(script))


def installing(run: Instruction) -> tuple[Command, ...]:
    """Return the commands of a RUN that install an application's packages."""
    return tuple(command for command in commands_of(run) if _is_install(command))


def freely(run: Instruction) -> tuple[Command, ...]:
    """Return those that may choose other versions than the lock file's."""
    return tuple(command for command in commands_of(run) if _is_free(command))


def _verb(command: Command) -> str:
    return command.operands[0] if command.operands else ""


def _is_install(command: Command) -> bool:
    if command.has("-g", "--global", "--location"):
        return False
    verb = _verb(command)
    if command.program == "npm":
        return verb in _NPM_INSTALL | _NPM_LOCKED
    if command.program == "yarn":
        return verb in {"", "install", "add"} and not command.has("--version", "-v")
    return command.program == "pnpm" and verb in {"i", "install", "add"}


def _is_free(command: Command) -> bool:
    if not _is_install(command):
        return False
    if command.program == "npm":
        return _verb(command) not in _NPM_LOCKED
    return _verb(command) == "add" or not command.has(*_FROZEN)
