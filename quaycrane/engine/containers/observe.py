"""Looks into a container from outside, with tools that its image cannot change."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.connection.waiting import wait_until
from quaycrane.engine.containers.running import Running, running
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import EngineTimeoutError, UncheckedError

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

OBSERVER_IMAGE = "alpine:3"
"""The image whose tools look: never the observed container's own."""

_LEFT_BEHIND_SECONDS = 10.0
"""How long a command of a health check may go on after its time; whoever stays longer is the service's."""

_ENDED = "Z"
"""The state of a process that has ended, and whose parent did not ask how; it does nothing any more."""

# The kernel's TCP_LISTEN, the words before an IPv4 address mapped into IPv6, and ::1, in /proc/net/tcp6.
_LISTENS, _MAPPED, _LOOPBACK_6 = "0A", "0000000000000000FFFF0000", "00000000000000000000000001000000"


@dataclass(frozen=True)
class Process:
    """A process of a container, as the kernel tells it.

    Attributes:
        pid: Its number in the container.
        parent: Its parent's; 0 for what came in from outside, and for the main process.
        session: The number of the process that began its session.
        name: The first 15 characters of its program's name.
        users: Its real, effective, saved and file-system user, as the container numbers them.
        sleeps: Whether it waits for something.
    """

    pid: int
    parent: int
    session: int
    name: str
    users: frozenset[int]
    sleeps: bool


@dataclass(frozen=True)
class Observer:
    """A container beside another one, in its process and network namespaces."""

    beside: Running

    def processes(self) -> tuple[Process, ...]:
        """Return the observed container's main process and all that descend from it.

        Not what a health check left behind when its time was over: that has the main process for its parent,
        and goes by itself.
        """
        found = self._seen()
        doubtful = {pid for pid, one in found.items() if _may_be_left_behind(one, found)}
        if doubtful:
            with suppress(EngineTimeoutError):
                wait_until(
                    lambda: not doubtful & self._seen().keys(),
                    timeout_seconds=_LEFT_BEHIND_SECONDS,
                    what="nothing is left of a health check",
                )
            doubtful -= self._seen().keys()
        return tuple(one for pid, one in found.items() if pid not in doubtful)

    def _seen(self) -> dict[int, Process]:
        everyone = {
            one.pid: one for one in _processes(self._shell("cat /proc/[0-9]*/status 2>/dev/null; true"))
        }
        return {pid: one for pid, one in everyone.items() if _descends(one, everyone)}

    def listening(self) -> frozenset[int]:
        """Return the TCP ports on which something listens at an address other than loopback."""
        return frozenset(port for port, within in self._ends() if not within)

    def listening_within(self) -> frozenset[int]:
        """Return the TCP ports on which something listens at loopback, reached from the container alone."""
        return frozenset(port for port, within in self._ends() if within)

    def _ends(self) -> list[tuple[int, bool]]:
        """Return each port on which something listens, and whether at loopback."""
        rows = [line.split() for line in self._shell("cat /proc/net/tcp /proc/net/tcp6; true").splitlines()]
        ends = [row[1].split(":") for row in rows if len(row) > 3 and row[3] == _LISTENS]  # noqa: PLR2004
        return [(int(port, 16), _is_loopback(address)) for address, port in ends]

    def freeze(self) -> None:
        """Stop every process but the main one, which hears no such signal from in here."""
        pids = [str(one.pid) for one in self.processes() if one.pid != 1]
        if pids:
            self._shell(f"kill -STOP {' '.join(pids)} 2>/dev/null; true")

    def reaches(self, host: str, port: int, seconds: int = 3) -> bool:
        """Return whether a connection from here to a port of `host` comes about."""
        script = 'nc -w "$1" "$2" "$3" -e true >/dev/null 2>&1; echo $?'
        return self.beside.run("sh", "-c", script, "sh", str(seconds), host, str(port)).strip() == "0"

    def _shell(self, script: str) -> str:
        return self.beside.run("sh", "-c", script)


@contextmanager
def observing(engine: "Connection", container: str) -> Iterator[Observer]:
    """Put an observer beside a running container until the block ends.

    Args:
        engine: Where.
        container: Its id.

    Raises:
        UncheckedError: The observer's image is not there.
        QuaycraneError: The container has stopped.
    """
    with explained():
        try:
            image = str(engine.client.images.get(OBSERVER_IMAGE).id)
        except errors.ImageNotFound:
            raise UncheckedError(
                f"The image {OBSERVER_IMAGE}, with which checks look into containers, is not there",
                fix="Get the course's images: quaycrane kit",
            ) from None
    place = f"container:{container}"
    beside_it = running(engine, image, ["sleep", "3600"], pid_mode=place, network_mode=place)
    with beside_it as beside:
        yield Observer(beside)


def _processes(statuses: str) -> Iterator[Process]:
    for block in statuses.split("Name:\t")[1:]:
        name, _, rest = block.partition("\n")
        fields = dict(line.split(":\t", 1) for line in rest.splitlines() if ":\t" in line)
        if {"Pid", "PPid", "NSsid", "Uid", "State"} <= fields.keys() and fields["State"][0] != _ENDED:
            users = frozenset(int(user) for user in fields["Uid"].split())
            pid, parent, session = (int(fields[key].split()[0]) for key in ("Pid", "PPid", "NSsid"))
            yield Process(pid, parent, session, name, users, sleeps=fields["State"][0] in "SI")


def _descends(one: Process, by_pid: dict[int, Process]) -> bool:
    while one.pid != 1 and one.parent in by_pid:
        one = by_pid[one.parent]
    return one.pid == 1


def _may_be_left_behind(one: Process, by_pid: dict[int, Process]) -> bool:
    """Tell whether it is root beside a main process that is not, and what began its session is gone."""
    return one.session not in by_pid and 0 in one.users and 0 not in by_pid[1].users


def _is_loopback(address: str) -> bool:
    """Tell loopback in /proc/net/tcp's form: words of the address in the machine's byte order."""
    before, last = address[:-8], address[-8:]
    return (last.endswith("7F") and before in {"", _MAPPED}) or address == _LOOPBACK_6
