"""Brings the stack of an answer up, as far as it may be brought up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from quaycrane.checks.answer import Answer
from quaycrane.checks.compose import refused, resolve
from quaycrane.checks.engine_facts import copied, engine
from quaycrane.engine import Observer, Process, Stack, explained, observing, stack
from quaycrane.errors import InputError

FILE = "compose.yaml"
UP_SECONDS = 180
"""The longest that a stack may take until every service is ready."""


@dataclass(frozen=True)
class Seen:
    """What was seen of a service in a stack that is up.

    Attributes:
        processes: Its processes.
        ports: Where it listens, at an address that others reach.
        health: What the engine says of its health, empty when it has no health check.
        reaches: The services and ports to which it can connect, by name or by address.
    """

    processes: tuple[Process, ...]
    ports: frozenset[int]
    health: str
    reaches: frozenset[tuple[str, int]]


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


def _look(made: Stack) -> dict[str, Seen]:
    first: dict[str, tuple[tuple[Process, ...], frozenset[int], str, list[str]]] = {}
    for name in made.services:
        running = made.container(name)
        attributes = running.container.attrs
        networks = attributes["NetworkSettings"]["Networks"].values()
        health = str(attributes["State"].get("Health", {}).get("Status", ""))
        with observing(engine().client, str(running.container.id)) as observer:
            addresses = [network["IPAddress"] for network in networks if network["IPAddress"]]
            first[name] = (observer.processes(), observer.listening(), health, addresses)
    return {
        name: Seen(processes, ports, health, _reached(made, name, first))
        for name, (processes, ports, health, _) in first.items()
    }


def _reached(
    made: Stack,
    name: str,
    others: dict[str, tuple[tuple[Process, ...], frozenset[int], str, list[str]]],
) -> frozenset[tuple[str, int]]:
    with explained():
        container = str(made.container(name).container.id)
    with observing(engine().client, container) as observer:
        return frozenset(
            (other, port)
            for other, (_, ports, _, addresses) in others.items()
            for port in ports
            if other != name and _connects(observer, [other, *addresses], port)
        )


def _connects(observer: Observer, hosts: list[str], port: int) -> bool:
    """Tell whether a port is reached by the service's name or by an address of it, known or guessed."""
    return any(observer.reaches(host, port, seconds=1) for host in hosts)
