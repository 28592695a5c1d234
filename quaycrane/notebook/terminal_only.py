"""Tells which commands need a terminal, which a cell is not, and the way to do the same."""

from quaycrane.engine import CommandLine
from quaycrane.errors import InputError

_OPEN = "open one: File, New, Terminal. It reaches the same engine"


def refuse_terminal_only(line: CommandLine, text: str, *, typed: bool) -> None:
    """Do nothing for a command that a cell can run.

    Args:
        line: The command.
        text: It as the learner wrote it, without `docker`.
        typed: Whether the cell's text is its input.

    Raises:
        InputError: It needs a terminal, or never ends; with the way to do it.
    """
    verb = line.verb.split()[-1] if line.verb and not line.verb.startswith("compose") else line.verb
    in_terminal = f"Or {_OPEN}: docker {text}"
    if verb in {"run", "exec"} and line.has("-t", "--tty") and not line.has("-d", "--detach", "--help"):
        raise InputError(
            "`-t` asks for a terminal, and a cell is none",
            why="A shell that waits for what you type would wait for ever",
            fix=f"Leave -it out and say what to run, as in `{verb} … sh -c 'ls /'`. {in_terminal}",
        )
    if verb == "attach":
        raise InputError(
            "`attach` joins your terminal to a container, and a cell is none",
            fix=f"Read what it prints with `%docker logs`. {in_terminal}",
        )
    if verb == "login" and not (
        line.has("--password-stdin", "-p", "--password") and line.has("-u", "--username")
    ):
        raise InputError(
            "`login` asks for a name and a password, and a cell cannot be typed into while it runs",
            why="What stands in a cell is saved with the notebook: a password does not belong there",
            fix=in_terminal,
        )
    if verb == "stats" and not line.has("--no-stream"):
        raise InputError(
            "`stats` draws over its own lines without end",
            fix=f"Take one look: stats --no-stream. {in_terminal}",
        )
    if verb in {"prune", "compose rm"} and not typed and not line.has("-f", "--force", "--help"):
        raise InputError(
            f"`{line.verb}` asks before it removes, and a cell cannot answer",
            why="It removes things of yours too, not only this notebook's" if verb == "prune" else "",
            fix=f"Read what it takes (%docker {line.verb} --help), then say --force. {in_terminal}",
        )
