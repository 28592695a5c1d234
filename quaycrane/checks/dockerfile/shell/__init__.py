"""Finds the commands in what RUN gives to a shell; what is only printed or written is none."""

import re
from functools import lru_cache

from quaycrane.checks.dockerfile.expansion import ExpansionError
from quaycrane.checks.dockerfile.heredocs import heredoc
from quaycrane.checks.dockerfile.model import Instruction
from quaycrane.checks.dockerfile.shell.command import Command
from quaycrane.checks.dockerfile.shell.reader import Reader
from quaycrane.checks.dockerfile.shell.wrappers import SHELL, unwrap

__all__ = ["Command", "commands", "commands_of"]

_SHEBANG = re.compile(r"#!\s*(\S+)(?:[ \t]+(\S+))?")


@lru_cache(maxsize=1024)
def commands(script: str, *, pipefail: bool = False) -> tuple[Command, ...]:
    """Return the commands of a shell script, those in substitutions and in ``sh -c`` included.

    Args:
        script: Its text.
        pipefail: Whether a pipe fails there with any part of it.
    """
    return tuple(Reader(script, pipefail=pipefail).read())


def commands_of(run: Instruction, *, pipefail: bool = False) -> tuple[Command, ...]:
    """Return the commands that a RUN, CMD, ENTRYPOINT or HEALTHCHECK carries out, in order.

    Args:
        run: The instruction.
        pipefail: Whether a pipe fails in its shell with any part of it.
    """
    if run.form == "exec":
        return _called(run.arguments[1:] if run.keyword == "HEALTHCHECK" else run.arguments)
    if run.keyword == "HEALTHCHECK":
        return commands(run.value.partition(" ")[2])
    if not run.documents:
        return commands(run.value, pipefail=pipefail)
    if _is_whole(run.value):
        return _document(run.heredocs[0], pipefail=pipefail)
    bodies = "".join(f"\n{document.content}{document.name}" for document in run.documents)
    return commands(run.value + bodies, pipefail=pipefail)


def _called(words: tuple[str, ...]) -> tuple[Command, ...]:
    """Return what an array calls: the program, or what stands in the script that a shell is given."""
    run = unwrap(words)
    if run.script is not None:
        return commands(run.script, pipefail=run.pipefail)
    through = [Command(one) for one in run.through if one[0].rpartition("/")[2] == "sudo"]
    return (*through, Command(run.words, settings=run.settings)) if run.words else tuple(through)


def _is_whole(value: str) -> bool:
    """Return whether a heredoc stands alone: its text is the script then."""
    try:
        return heredoc(value) is not None
    except ExpansionError:
        return False


def _document(text: str, *, pipefail: bool) -> tuple[Command, ...]:
    """Return the commands of a heredoc that is a script, which its first line may give to another program."""
    first = _SHEBANG.match(text)
    if not first:
        return commands(text, pipefail=pipefail)
    program = first[2] or "" if first[1].endswith("/env") else first[1]
    if SHELL.fullmatch(program):
        return commands(text)
    return (Command((program or first[1],)),)
