"""A slot: a daemon of its own in a container, apart from the host's network, with limits of its own."""

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import requests
from docker import errors

from quaycrane.engine.connection.candidates import Candidate
from quaycrane.engine.connection.connection import Kind
from quaycrane.engine.connection.waiting import wait_until
from quaycrane.engine.engine import Engine
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.ours.temporary import temporary_folder
from quaycrane.engine.slot.state import SlotState, clear, seen
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import EngineTimeoutError, NoSlotsError, QuaycraneError, SlotError

if TYPE_CHECKING:
    from docker.models.containers import Container

    from quaycrane.engine.slot.kit import SlotKit

TRUSTED = "On a machine that holds nothing else of value: `quaycrane grade UNIT --trusted`"
_DAEMONS_BYTES = 512 * 1024 * 1024  # of memory, for the daemon beside what students start
_DAEMONS_PROCESSES = 512
_START_SECONDS = 30
_OWN_PROCESSES = {"docker-init", "tini", "dockerd", "containerd", "socat", "sh"}


@dataclass(frozen=True)
class SlotLimits:
    """What students' builds and containers may use of a slot, all together.

    Attributes:
        memory_bytes: Memory; swap is none.
        processes: Processes and threads.
        disk_bytes: Disk, for images, build cache, containers and volumes.
        cpus: Processors.
    """

    memory_bytes: int = 1_500_000_000
    processes: int = 1024
    disk_bytes: int = 4_000_000_000
    cpus: float = 2.0


class Slot:
    """A running slot. Whoever holds its socket is root in it, and only in it.

    Args:
        outer: The engine on which it runs; its daemon must see this machine's folders.
        kit: The images that it holds.
        limits: What may be used.

    Raises:
        NoSlotsError: None can run here.
        SlotError: It did not start in time.
    """

    def __init__(self, outer: Engine, kit: "SlotKit", limits: SlotLimits) -> None:
        self._outer, self._kit, self.limits = outer, kit, limits
        self._folder = temporary_folder("slot")
        self._talk = Path(self._folder.name)
        # What has a name carries our label, so that it is found after a crash.
        self._disk = f"quaycrane-slot-{uuid4().hex[:12]}"
        self._container: Container | None = None
        try:
            self._start()
            self._exactly: SlotState = seen(self.engine.client)
        except BaseException:
            self.close()
            raise

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process talk to the slot's daemon."""
        return {"DOCKER_HOST": f"unix://{self._talk}/docker.sock"}

    @cached_property
    def engine(self) -> Engine:
        """The slot's daemon, for the grader."""
        place = Candidate("a grading slot", self.environment["DOCKER_HOST"], self.environment)
        return Engine(Kind.STARTED, place, str(place.client(_START_SECONDS).version()["Version"]))

    def answers(self) -> bool:
        """Return whether its daemon answers."""
        return self.engine.answers()

    def reset(self) -> bool:
        """Remove all that is not the kit; return whether it is exactly the kit then."""
        try:
            clear(self.engine.client, self._exactly)
            return seen(self.engine.client) == self._exactly and self._only_daemons()
        except (errors.DockerException, requests.RequestException, OSError, QuaycraneError):
            return False

    def ran_out_of(self) -> str:
        """Return what students' processes ran out of since the slot began, in words; empty for nothing."""
        with suppress(errors.DockerException, requests.RequestException, QuaycraneError):
            if self._container is None:
                return ""
            self._container.reload()
            if self._container.attrs["State"].get("OOMKilled"):
                return "memory"
            _, printed = self._container.exec_run(["/slot/trouble"])
            words = printed.decode("utf-8", "replace").split() if isinstance(printed, bytes) else ()
            return " and the ".join(words)
        return ""

    def close(self) -> None:
        """Throw it away, with all that runs in it."""
        container, self._container = self._container, None
        if container is not None:
            with suppress(errors.DockerException, requests.RequestException):
                container.remove(force=True)
            with suppress(errors.DockerException, requests.RequestException):
                self._outer.client.volumes.get(self._disk).remove(force=True)
        self._folder.cleanup()

    def _start(self) -> None:
        limits = self.limits
        variables = {
            "SLOT_GROUP": os.getegid(),
            "SLOT_DISK_BYTES": limits.disk_bytes,
            "SLOT_MEMORY_BYTES": limits.memory_bytes,
            "SLOT_PROCESSES": limits.processes,
        }
        options: dict[str, Any] = {
            "environment": {name: str(value) for name, value in variables.items()},
            "volumes": [f"{self._kit.volume}:/kit:ro", f"{self._talk}:/talk", f"{self._disk}:/disk"],
            "mem_limit": limits.memory_bytes + _DAEMONS_BYTES,
            "memswap_limit": limits.memory_bytes + _DAEMONS_BYTES,
            "pids_limit": limits.processes + _DAEMONS_PROCESSES,
            "nano_cpus": int(limits.cpus * 1e9),
        }
        try:
            with explained():
                client = self._outer.client
                self._container = client.containers.create(
                    self._kit.image, ["/slot/start", "serve"],
                    init=True, privileged=True, network_mode="none", labels=run_labels(), **options,
                )  # fmt: skip
                self._container.start()
            wait_until(self._up, timeout_seconds=_START_SECONDS, what="the slot's daemon answers")
        except EngineTimeoutError as error:
            raise SlotError("A grading slot did not start", why=f"{error.what}\n{self._log()}") from None
        except SlotError:
            raise
        except QuaycraneError as error:
            raise NoSlotsError("No grading slot can run here", why=str(error), fix=TRUSTED) from None

    def _up(self) -> bool:
        if not (self._talk / "docker.sock").exists() and self._container is not None:
            self._container.reload()
            if self._container.status == "exited":
                raise NoSlotsError("A grading slot ended at once", why=self._log(), fix=TRUSTED)
            return False
        return self.answers()

    def _log(self) -> str:
        with suppress(errors.DockerException, requests.RequestException):
            return self._container.logs(tail=4).decode("utf-8", "replace") if self._container else ""
        return ""

    def _only_daemons(self) -> bool:
        """Tell whether nothing runs in it but its daemon, after a moment for what is just ending."""

        def alone() -> bool:
            rows = self._container.top(ps_args="-eo pid,comm")["Processes"] if self._container else []
            return {row[-1] for row in rows or []} <= _OWN_PROCESSES

        try:
            return wait_until(alone, timeout_seconds=0.5, what="the slot is quiet")
        except EngineTimeoutError:
            return False
