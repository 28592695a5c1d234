"""Tells of the containers of Compose projects: of which service each is, and which of them failed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.compose.projects import PROJECT_LABEL
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_MOST_LINES = 12


@dataclass(frozen=True)
class FailedContainer:
    """A container that ended with another code than 0, or that its health check calls unhealthy.

    Attributes:
        name: Its name.
        how: In a few words.
        printed: The last lines that it printed, and what its health check said last.
    """

    name: str
    how: str
    printed: str


def container_services(engine: "Connection") -> dict[str, str]:
    """Return the service of each container that Compose made, by the container's name.

    A second container of a service is told by its number, as ``web 2``.

    Raises:
        QuaycraneError: The engine did not answer.
    """
    with explained():
        listed = engine.client.api.containers(all=True, filters={"label": PROJECT_LABEL})
    return {one["Names"][0].removeprefix("/"): _called(one["Labels"]) for one in listed if one["Names"]}


def failed_containers(engine: "Connection", names: Iterable[str]) -> Iterator[FailedContainer]:
    """Yield those of some containers that failed; one that is gone is none of them.

    Raises:
        QuaycraneError: The engine did not answer.
    """
    for name in names:
        with explained(), suppress(errors.NotFound):
            state = engine.client.api.inspect_container(name)["State"]
            health = state.get("Health") or {}
            ended = state["Status"] == "exited" and bool(state["ExitCode"])
            if ended or health.get("Status") == "unhealthy":
                said = [_lines(engine.client.api.logs(name, tail=_MOST_LINES))]
                said += [f"health check: {log['Output'].strip()}" for log in (health.get("Log") or ())[-1:]]
                how = f"ended with code {state['ExitCode']}" if ended else "unhealthy"
                yield FailedContainer(name, how, "\n".join(filter(None, said)))


def _called(labels: dict[str, str]) -> str:
    service = labels.get("com.docker.compose.service", "")
    number = labels.get("com.docker.compose.container-number", "1")
    return service if number == "1" else f"{service} {number}"


def _lines(printed: bytes) -> str:
    return printed.decode(errors="replace").strip()
