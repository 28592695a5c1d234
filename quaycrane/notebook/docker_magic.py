"""`%docker` and `%%docker`: the real command line, on the notebook's engine."""

import sys
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand

from quaycrane.engine import CommandLine, Kind, read_command_line
from quaycrane.errors import InputError, NoCommandError, QuaycraneError
from quaycrane.notebook.exit_codes import meaning
from quaycrane.notebook.folding import Folding, tidy
from quaycrane.notebook.session import engine
from quaycrane.notebook.stack_lines import other_lines
from quaycrane.notebook.stack_view import view_of
from quaycrane.notebook.tables import size_text
from quaycrane.notebook.terminal_only import refuse_terminal_only
from quaycrane.notebook.words import commands, words

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_BUILDS = frozenset({"build", "buildx build", "buildx b", "image build", "builder build", "buildx bake"})
_NOBODY_ANSWERS = ("Cannot connect to the Docker daemon", "failed to connect to the docker API")
_PRINTS_ITSELF = frozenset(
    {"exec", "logs", "container exec", "container logs", "compose exec", "compose logs"}
)


class Printed(str):
    """What a command printed, for ``text = %docker ...``; a cell that ends in it does not show it again."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        """Show nothing: it was shown as it came."""


@magics_class
class DockerMagics(Magics):  # type: ignore[misc] # IPython has no types for it
    """`%docker` and `%%docker`."""

    @no_var_expand  # type: ignore[untyped-decorator]
    @line_cell_magic  # type: ignore[untyped-decorator]
    def docker(self, line: str, cell: str | None = None) -> Printed:
        """Run a command of docker on this notebook's engine, and show what it prints as it comes.

        %docker run -d --name web nginx:1.26-alpine
            One command. What it makes (containers, volumes, networks, images; with `compose` all of the
            project) is this notebook's: it goes when the notebook ends. `!docker` makes things of your
            own, which stay.
        %docker rm -f {container.id}
            {name} and $name stand for variables of the notebook, {{.ID}} for itself.
        names = %docker ps --format '{{.Names}}'
            What was printed, as text.
        %%docker
            Each line of the cell is a command. One that ends in a backslash goes on in the next line;
            # begins a comment.
        %%docker build -t hello -
            With a command behind it, the rest of the cell is what that command reads: a Dockerfile here,
            and a script with `%%docker exec -i NAME sh`.

        `compose up` and its like show their services as they come, and fold to one line when they are done.
        An exit code other than 0 is told in words, and kept in `_exit_code`; the notebook goes on.
        Interrupting (the square, or I twice) stops the command and the container that it ran.
        What needs a terminal (`-it`, `attach`, `login`) says how to get one.
        """
        if cell is not None and line.strip():
            return Printed(self._run(line, cell).strip())
        lines = [line] if cell is None else list(commands(cell))
        if not any(one.strip() for one in lines):
            raise InputError("Nothing to run", fix="Write a command behind it, as in %docker ps -a")
        several = len(lines) > 1
        return Printed("\n".join(self._run(one, None, announce=several) for one in lines).strip())

    def _run(self, text: str, typed: str | None, *, announce: bool = False) -> str:
        text = text.strip()
        arguments = words(text, self._names())
        line = read_command_line(arguments)
        refuse_terminal_only(line, text, typed=typed is not None)
        if announce:
            print(f"$ docker {text}", flush=True)  # noqa: T201 - a cell's output
        shown: list[str] = []
        found, folding, code = engine(), Folding(), None
        view = view_of(found, line.verb) if _folds(line) else None

        def show(part: str) -> None:
            shown.append(part)
            sys.stdout.write(other_lines(part) if view else part)
            sys.stdout.flush()

        def tell(printed: str) -> None:
            show(folding.feed(printed) if _folds(line) else tidy(printed))
            if view:
                view.see(printed)

        try:
            code = found.docker(arguments, tell, typed=typed)
        except NoCommandError:
            _require(found)
            raise
        finally:
            show(folding.end())
            if view:
                view.end(code)
        if line.verb in _BUILDS and len(folding.images) == 1 and not code:
            show(_weighed(found, folding))
        self.shell.user_ns["_exit_code"] = code
        if code and any(sign in part for part in shown for sign in _NOBODY_ANSWERS):
            _require(found)
        if code:
            print(f"(exit code {code}: {meaning(code, line)})", flush=True)  # noqa: T201 - a cell's output
        return "".join(shown)

    def _names(self) -> dict[str, Any]:
        hidden = self.shell.user_ns_hidden
        return {name: value for name, value in self.shell.user_ns.items() if name not in hidden}


def _require(found: "Engine") -> None:
    """Say that no engine was found, where that is so; a command like ``compose config`` needs none."""
    if found.kind is Kind.NONE:
        found.client  # noqa: B018 - raises the error with the ways out


def _weighed(found: "Engine", built: Folding) -> str:
    """Return a line that says what each step of a build added, empty where that is not to be had."""
    try:
        sizes = found.step_sizes(built.images[0], built.steps)
    except QuaycraneError:  # somebody removed it meanwhile
        return ""
    told = "  ".join(f"[{place}] {size_text(size)}" for place, size in sizes.items())
    return f"added by its steps: {told}\n" if told else ""


def _folds(line: CommandLine) -> bool:
    """Return whether what it prints is docker's own telling, and the learner did not choose its form."""
    if line.verb in _PRINTS_ITSELF or line.has("--progress"):
        return False
    return line.verb in _BUILDS or line.verb.startswith("compose") or line.verb.endswith(("pull", "push"))
