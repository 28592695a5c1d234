"""Runs a container for as long as a block lasts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docker import errors

from quaycrane.engine.connection.ports import lead_to
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from docker.models.containers import Container

    from quaycrane.engine.connection.connection import Connection


@dataclass(frozen=True)
class Running:
    """A container that runs until its block ends.

    Attributes:
        container: The SDK's own object.
        engine_host: The name under which the engine's published ports answer.
    """

    container: "Container"
    engine_host: str

    def address(self, port: int) -> str:
        """Return ``host:port`` where the container's `port` answers, asked of the engine.

        Raises:
            QuaycraneError: The port is not published, as when the container has stopped.
        """
        with explained():
            self.container.reload()
        bindings = self.container.ports.get(f"{port}/tcp") or []
        if not bindings:
            raise QuaycraneError(
                f"Port {port} is not published",
                why=f"The container is {self.container.status}",
                fix="Read its log: it may have stopped",
            )
        port = int(bindings[0]["HostPort"])
        led = lead_to(self.container.client, port) if self.container.client else None
        return f"127.0.0.1:{led}" if led else f"{self.engine_host}:{port}"

    def logs(self, lines: int = 20) -> str:
        """Return the last lines that the container printed."""
        with explained():
            return self.container.logs(tail=lines, stream=False).decode("utf-8", "replace")

    def run(self, *command: str) -> str:
        """Run a command inside and return what it printed.

        Raises:
            QuaycraneError: It ended with another code than 0.
        """
        with explained():
            code, output = self.container.exec_run(list(command), stream=False)
        text = (output if isinstance(output, bytes) else b"").decode("utf-8", "replace")
        if code:
            raise QuaycraneError(f"{' '.join(command)} ended with code {code}", why=text.strip())
        return text

    @property
    def exit_code(self) -> int | None:
        """The code with which the container ended, None while it runs."""
        with explained():
            self.container.reload()
        state = self.container.attrs["State"]
        return None if state["Running"] else int(state["ExitCode"])


@contextmanager
def running(
    engine: "Connection",
    image: str,
    command: str | list[str] | None = None,
    *,
    ports: Sequence[int] = (),
    **options: Any,  # noqa: ANN401 - the SDK's own options, passed through
) -> Iterator[Running]:
    """Start a container, and remove it with its anonymous volumes when the block ends.

    Args:
        engine: Where to run it.
        image: Reference or id.
        command: In place of the image's CMD.
        ports: Ports of the container to publish, each at a free port of the engine's machine.
        options: The SDK's ``containers.run`` options; ``publish`` is its ``ports``.

    Raises:
        QuaycraneError: The engine refused to start it.
    """
    at = "127.0.0.1" if engine.publishes_locally else None  # None: every address of its machine
    published: dict[str, Any] = {f"{port}/tcp": (at, None) for port in ports}
    published |= options.pop("publish", {})
    labels = run_labels() | options.pop("labels", {})
    with explained():
        container = engine.client.containers.create(image, command, labels=labels, ports=published, **options)
    try:
        with explained():
            container.start()
        yield Running(container, engine.published_host)
    finally:
        with suppress(errors.NotFound, QuaycraneError), explained():
            container.remove(force=True, v=True)
