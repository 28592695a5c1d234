"""Brings the stack of an answer up, as far as it may be brought up."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.reaching import Attempt, Published, Replica, matrix, replicas
from quaycrane.checks.compose import refused, resolve
from quaycrane.checks.engine_facts import copied, engine
from quaycrane.engine import Process, Stack, stack
from quaycrane.errors import InputError, QuaycraneError

FILE = "compose.yaml"
UP_SECONDS = 180
"""The longest that a stack may take until every service is ready."""


@dataclass(frozen=True)
class Seen:
    """What was seen of a service in a stack that is up, all its replicas together.

    Attributes:
        processes: Its processes, none where no container of it runs.
        ports: Where it listens, at an address that others reach.
        health: What the engine says of its health, empty when it has no health check.
        attempts: The connections to other services that were tried from it.
        published: Its ports that the engine publishes.
    """

    processes: tuple[Process, ...]
    ports: frozenset[int]
    health: str
    attempts: tuple[Attempt, ...]
    published: tuple[Published, ...]

    @property
    def reaches(self) -> frozenset[tuple[str, int]]:
        """The services and ports to which it can connect, by name or by address."""
        return frozenset((one.target, one.port) for one in self.attempts if one.comes_about)


@contextmanager
def project(answer: Answer) -> Iterator[Stack]:
    """Make a project of the answer's Compose file; it goes when the block ends.

    Raises:
        InputError: Compose would not take the file, or it asks for what no answer may have.
    """
    with copied(answer) as folder:
        resolved = resolve(answer.read(FILE), folder)
        if resolved.problems:
            problem = resolved.problems[0]
            raise InputError(f"Compose does not take the file: {problem.what}, line {problem.line}")
        if reasons := refused(resolved.model, str(folder)):
            raise InputError("The stack asks for what is not permitted", why="\n".join(reasons[:4]))
        with stack(engine(), resolved.model) as made:
            yield made


def seen(answer: Answer) -> dict[str, Seen]:
    """Return what is seen of each service when the stack is up; it is brought up once.

    Raises:
        QuaycraneError: It does not come up, or leaves something behind when it goes down.
    """
    if "stack" not in answer.facts:
        with project(answer) as made:
            made.up(UP_SECONDS)
            answer.facts["stack"] = _look(made)
            made.down(volumes=True)
    found: dict[str, Seen] = answer.facts["stack"]
    return found


def known(answer: Answer, *names: str) -> dict[str, Seen]:
    """Return what is seen of each service, once each of these is there and runs.

    Raises:
        InputError: One of them is not in the file.
        QuaycraneError: One of them does not run.
    """
    services = seen(answer)
    for name in names:
        if name not in services:
            raise InputError(f"There is no service {name}", why=f"The services are {', '.join(services)}")
        if not services[name].processes:
            raise QuaycraneError(f"The service {name} does not run")
    return services


def _look(made: Stack) -> dict[str, Seen]:
    with ExitStack() as stack:
        found = replicas(made, stack)
        tried = matrix(found)
        return {
            name: _together(
                [(one, its) for one, its in zip(found, tried, strict=True) if one.service == name]
            )
            for name in made.services
        }


def _together(replicas: list[tuple[Replica, tuple[Attempt, ...]]]) -> Seen:
    return Seen(
        tuple(process for one, _ in replicas for process in one.processes),
        frozenset(port for one, _ in replicas for port in one.ports),
        max((one.health for one, _ in replicas), default=""),  # "unhealthy" comes last
        tuple(attempt for _, its in replicas for attempt in its),
        tuple(port for one, _ in replicas for port in one.published()),
    )
