"""Brings a Compose model up under our label, and takes everything of it down again."""

import json
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from quaycrane.engine.compose.config import compose_command, end_all
from quaycrane.engine.compose.owned import Fixed, owned
from quaycrane.engine.compose.restarts import culprit, raise_for_endless, wait_until_steady
from quaycrane.engine.connection.command import command_environment
from quaycrane.engine.connection.waiting import patient
from quaycrane.engine.containers.running import Running
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import engine_gone, explained
from quaycrane.errors import EngineTimeoutError, QuaycraneError, StackError

if TYPE_CHECKING:
    from docker.models.containers import Container

    from quaycrane.engine.connection.connection import Connection

_DOWN_SECONDS = 60
_BUILD_SECONDS = 240
_GRACE_SECONDS = 10
_COMING_SECONDS, _PAUSE_SECONDS = 2.0, 0.2
_MOST_LINES = 12
_DONE = "exited (0)"


@dataclass(frozen=True)
class Stack:
    """A Compose project of our own.

    Attributes:
        engine: Where it is.
        project: Its name.
        file: The model that it is made from.
        services: The names of its services.
        most_runs: Whoever has ended so often is started again for ever: the engine waits twice as
            long before each start, 13 s in all by then.
    """

    most_runs: ClassVar[int] = 8

    engine: "Connection"
    project: str
    file: Path
    services: tuple[str, ...]

    def up(
        self, timeout_seconds: float = 180, scale: Mapping[str, int] | None = None, *, wait: bool = True
    ) -> None:
        """Build and start every service, and wait until each runs, and is healthy where that is asked.

        Args:
            timeout_seconds: How long they may take to get ready, once built.
            scale: How many containers a service has, by its name; None for what the model says.
            wait: Whether it waits for all of them, or as `up` by itself for those only that others wait for.

        Raises:
            StackError: A service did not start, ended, is unhealthy or restarts for ever; with its output.
            EngineTimeoutError: It took too long.
        """
        how = ["--detach", "--build", "--no-color"]
        how += [f"--wait-timeout={int(patient(timeout_seconds))}", "--wait"] if wait else []
        how += [f"--scale={service}={number}" for service, number in (scale or {}).items()]
        done = self._compose(timeout_seconds + _BUILD_SECONDS, "up", *how, watch=self._raise_for_endless)
        if done.returncode and _DONE in done.stderr:  # for whom nobody waits; the others may be up
            rest = [name for name in self.services if not self._has_ended_well(name)]
            once = ["--no-recreate", "--no-deps", *rest]
            done = self._compose(timeout_seconds, "up", *how, *once) if rest else done
        if done.returncode:
            said = _last(done.stderr)
            logs = _last(self._compose(_DOWN_SECONDS, "logs", "--no-color", "--tail=8").stdout)
            raise StackError(
                "The stack does not come up",
                why=f"{said}\n{logs}",
                fix="Look at the service that is named first",
                service=culprit(self._all()),
            )

    def settle(self) -> None:
        """Wait until every service that was started again has run for a while.

        Raises:
            StackError: One of them is started again for ever; with what it printed.
        """
        wait_until_steady(self._all, self._raise_for_endless)

    def down(self, *, volumes: bool) -> None:
        """Remove its containers and networks; with its volumes and images, at once and without grace."""
        how = ["--volumes", "--rmi=local", "--timeout=0"] if volumes else [f"--timeout={_GRACE_SECONDS}"]
        done = self._compose(_DOWN_SECONDS, "down", "--remove-orphans", *how)
        if done.returncode:
            raise QuaycraneError("The stack does not go down", why=_last(done.stderr))

    def container(self, service: str) -> Running:
        """Return the first running container of a service.

        Raises:
            QuaycraneError: It does not run.
        """
        found = self.containers(service)
        if not found:
            raise QuaycraneError(f"The service {service} does not run")
        return found[0]

    def containers(self, service: str, *, ended: bool = False) -> tuple[Running, ...]:
        """Return the containers of a service in the order of their names, one for each replica.

        Args:
            service: The service.
            ended: Whether those that do not run are returned, too.
        """
        found = self._listed(f"com.docker.compose.service={service}", ended=ended)
        return tuple(
            Running(one, self.engine.published_host) for one in sorted(found, key=lambda one: str(one.name))
        )

    def _all(self) -> "list[Container]":
        return self._listed(ended=True)

    def _listed(self, *labels: str, ended: bool, status: str = "") -> "list[Container]":
        filters: dict[str, str | list[str] | bool] = {
            "label": [f"com.docker.compose.project={self.project}", *labels]
        }
        filters |= {"status": status} if status else {}
        with explained():
            return self.engine.client.containers.list(all=ended, filters=filters, ignore_removed=True)

    def _raise_for_endless(self) -> None:
        raise_for_endless(self._listed(ended=True, status="restarting"), self.most_runs)

    def _let_come(self) -> None:
        """Wait for what the engine still makes for a command that is gone: it can be removed then."""
        known, since = 0, time.monotonic()
        with suppress(QuaycraneError):  # no engine, nothing to come
            while time.monotonic() - since < patient(_COMING_SECONDS):
                time.sleep(_PAUSE_SECONDS)
                count = len(self._all())
                if count != known:
                    known, since = count, time.monotonic()

    def _has_ended_well(self, service: str) -> bool:
        states = [one.container.attrs["State"] for one in self.containers(service, ended=True)]
        return bool(states) and not any(state["Running"] or state["ExitCode"] for state in states)

    def _compose(
        self, timeout_seconds: float, *arguments: str, watch: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        if not compose_command():
            raise QuaycraneError(
                "There is no `docker compose`", fix="Install docker-compose (Debian), or Docker Desktop"
            )
        options = ["--progress=plain", f"--project-name={self.project}", f"--file={self.file}"]
        command = [*compose_command(), *options, *arguments]
        with subprocess.Popen(  # noqa: S603 - a command of ours
            command,
            cwd=self.file.parent,
            env=command_environment(self.engine.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl-C comes to us alone, and we take it down in order
        ) as running:
            try:
                printed, complained = _watched(running, patient(timeout_seconds), watch)
            except subprocess.TimeoutExpired:
                end_all(running)
                raise EngineTimeoutError(
                    f"`docker compose {arguments[0]}` took longer than {patient(timeout_seconds):g} s",
                    fix="Look for a service that never gets ready",
                ) from None
            except BaseException:
                end_all(running)
                self._let_come()
                raise
        done = subprocess.CompletedProcess(command, running.returncode, printed, complained)
        if done.returncode and "Cannot connect to the Docker daemon" in done.stderr:
            raise engine_gone("The connection broke during docker compose")
        return done


@contextmanager
def stack(engine: "Connection", model: Mapping[str, Any], *, fixed: Fixed | None = None) -> Iterator[Stack]:
    """Make a project of a resolved model, and remove all of it when the block ends; it is not brought up.

    Its names, host ports and images are its own, so that it meets nothing that is there already. On an
    engine of another machine ports are published at all addresses: else nobody here would reach them.

    Args:
        engine: Where.
        model: A resolved model, with absolute paths and its variables filled in.
        fixed: What takes the place of given names and host ports; None for nothing.

    Raises:
        InputError: It needs a network or volume from outside.
    """
    project = f"quaycrane-{uuid.uuid4().hex[:10]}"
    with tempfile.TemporaryDirectory(prefix="quaycrane-stack-") as scratch:
        file = Path(scratch, "compose.json")
        at = engine.publishes_locally
        file.write_text(json.dumps(owned(model, project, run_labels(), at_addresses=at, fixed=fixed)))
        made = Stack(engine, project, file, tuple(model.get("services") or ()))
        try:
            yield made
        finally:
            with suppress(QuaycraneError):  # what stays has our label, and is swept with it
                made.down(volumes=True)


def _watched(
    running: subprocess.Popen[str], timeout_seconds: float, watch: Callable[[], None] | None
) -> tuple[str, str]:
    """Return what a command printed, and call `watch` each second until it ends."""
    until = time.monotonic() + timeout_seconds
    while True:
        left_seconds = until - time.monotonic()
        try:
            return running.communicate(timeout=min(left_seconds, 1) if watch else left_seconds)
        except subprocess.TimeoutExpired:
            if not watch or time.monotonic() >= until:
                raise
            watch()


def _last(printed: str) -> str:
    lines = [line for line in printed.splitlines() if line.strip() and not line.startswith("time=")]
    return "\n".join(lines[-_MOST_LINES:])
