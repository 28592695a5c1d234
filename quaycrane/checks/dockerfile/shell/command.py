"""One command of a shell script."""

from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_PIPE = 50


@dataclass(frozen=True, eq=False)
class Command:
    """One command of a script.

    Attributes:
        words: The program and its arguments, without quotes; what is put in for them stands there as written.
        after: The operator before it: ``&&``, ``||``, ``|``, ``;`` or empty.
        settings: The variables set for it alone, as ``NAME=value``.
        inside: The commands whose output becomes part of it, or what it reads.
        before: The command whose output it reads through a pipe.
        pipefail: Whether a pipe fails there when any part of it does.
    """

    words: tuple[str, ...]
    after: str = ""
    settings: tuple[str, ...] = ()
    inside: tuple["Command", ...] = ()
    before: "Command | None" = None
    pipefail: bool = False

    @property
    def program(self) -> str:
        """The program's name without its folder."""
        return self.words[0].rpartition("/")[2]

    @property
    def operands(self) -> tuple[str, ...]:
        """The arguments that are no options."""
        return tuple(word for word in self.words[1:] if not word.startswith("-"))

    def has(self, *options: str) -> bool:
        """Return whether one of the options is among its words, also as ``--option=value``."""
        return any(word.partition("=")[0] in options for word in self.words[1:])


def upstream(command: Command | None) -> Iterator[Command]:
    """Yield a command and those whose output reaches it through pipes, the nearest first."""
    for _ in range(_LONGEST_PIPE):
        if command is None:
            return
        yield command
        command = command.before
