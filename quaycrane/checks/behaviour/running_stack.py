"""Brings the stack of an answer up, as far as it may be brought up."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import copied, engine
from quaycrane.checks.behaviour.meaning import FILE, Change, line_of, model_of
from quaycrane.checks.behaviour.reaching import Attempt, Published, Replica, matrix, replicas
from quaycrane.engine import Fixed, Process, Running, Stack, in_sight, stack
from quaycrane.errors import InputError, QuaycraneError, StackError

__all__ = [
    "FILE", "UP_SECONDS", "Seen", "known", "note_failure", "note_services", "project", "seen", "there",
]  # fmt: skip

UP_SECONDS = 180
"""The longest that a stack may take until every service is ready."""

_LAST_LINES = 8


@dataclass(frozen=True)
class Seen:
    """What was seen of a service in a stack that is up, all its replicas together.

    Attributes:
        processes: Its processes, none where no container of it runs.
        ports: Where it listens, at an address that others reach.
        health: What the engine says of its health, empty when it has no health check.
        attempts: The connections to other services that were tried from it.
        published: Its ports that the engine publishes.
        inspected: What the engine tells of its containers, also of those that have ended.
        last_words: What those printed last that ended with another code than 0.
    """

    processes: tuple[Process, ...]
    ports: frozenset[int]
    health: str
    attempts: tuple[Attempt, ...]
    published: tuple[Published, ...]
    inspected: tuple[Mapping[str, Any], ...] = ()
    last_words: str = ""

    @property
    def reaches(self) -> frozenset[tuple[str, int]]:
        """The services and ports to which it can connect, by name or by address."""
        return frozenset((one.target, one.port) for one in self.attempts if one.comes_about)

    @property
    def exit_code(self) -> int | None:
        """The code with which it has ended, the highest of several; None while any of it runs."""
        states = [one["State"] for one in self.inspected]
        if not states or any(state["Running"] for state in states):
            return None
        return max(int(state["ExitCode"]) for state in states)


@contextmanager
def project(
    answer: Answer,
    change: Change | None = None,
    fixed: Fixed | None = None,
    edit: Callable[[Path], object] | None = None,
) -> Iterator[Stack]:
    """Make a project of the answer's Compose file; it goes when the block ends.

    Args:
        answer: The answer.
        change: What is done to what the file means before.
        fixed: What takes the place of the names and host ports that the file gives; None for nothing.
        edit: Changes the copy of its folder from which the project is made.

    Raises:
        NotPermittedError: Compose would not take the file, or it asks for what no answer may have.
    """
    with copied(answer) as folder:
        if edit:
            edit(folder)
        model = deepcopy(model_of(answer, folder))
        if change:
            change(model)
        with in_sight(engine(), folder), stack(engine(), model, fixed=fixed) as made:
            try:
                yield made
            except StackError as error:
                error.line = line_of(answer, error.service)
                raise


def seen(answer: Answer) -> dict[str, Seen]:
    """Return what is seen of each service when the stack is up; it is brought up once.

    Raises:
        QuaycraneError: It does not come up, or leaves something behind when it goes down.
    """
    if "stack" not in answer.kept:
        with project(answer) as made:
            made.up(UP_SECONDS)
            made.settle()
            note_services(answer, made)
            made.settle()  # a program that ended while we looked
            made.down(volumes=True)
    found: dict[str, Seen] | QuaycraneError = answer.kept["stack"]
    if isinstance(found, QuaycraneError):
        raise found
    return found


def there(answer: Answer, *names: str) -> dict[str, Seen]:
    """Return what is seen of each service, once each of these is there.

    Raises:
        InputError: One of them is not in the file.
    """
    services = seen(answer)
    for name in names:
        if name not in services:
            raise InputError(f"There is no service {name}", why=f"The services are {', '.join(services)}")
    return services


def known(answer: Answer, *names: str) -> dict[str, Seen]:
    """Return what is seen of each service, once each of these is there and runs.

    Raises:
        InputError: One of them is not in the file.
        QuaycraneError: One of them does not run.
    """
    services = there(answer, *names)
    for name in names:
        if not services[name].processes:
            raise QuaycraneError(f"The service {name} does not run")
    return services


def note_services(answer: Answer, made: Stack) -> None:
    """Keep what `seen` returns, of a stack that is up for another reason."""
    answer.kept["stack"] = _look(made)


def note_failure(answer: Answer, error: QuaycraneError) -> None:
    """Keep that a stack, which was brought up for another reason, did not come up: nobody tries it again."""
    answer.kept["stack"] = error


def _look(made: Stack) -> dict[str, Seen]:
    with ExitStack() as stack:
        found = replicas(made, stack)
        tried = matrix(found)
        return {
            name: _together(
                [(one, its) for one, its in zip(found, tried, strict=True) if one.service == name],
                made.containers(name, ended=True),
            )
            for name in made.services
        }


def _together(replicas: list[tuple[Replica, tuple[Attempt, ...]]], containers: tuple[Running, ...]) -> Seen:
    last_words = "".join(one.logs(_LAST_LINES) for one in containers if one.exit_code)
    return Seen(
        tuple(process for one, _ in replicas for process in one.processes),
        frozenset(port for one, _ in replicas for port in one.ports),
        max((one.health for one, _ in replicas), default=""),  # "unhealthy" comes last
        tuple(attempt for _, its in replicas for attempt in its),
        tuple(port for one, _ in replicas for port in one.published()),
        tuple(one.container.attrs for one in containers),
        last_words,
    )
