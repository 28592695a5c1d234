"""Machines of their own for engines: network namespaces that share nothing with the suite's."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import count
from pathlib import Path

import pytest

from quaycrane.engine import Daemon, Engine, docker_command, wait_until
from quaycrane.engine.connection.command import command_environment

_NETWORK = ip_address("198.18.0.0")  # and up to 198.19: kept for tests of networks, and never routed
_numbers = count(1)


@dataclass(frozen=True)
class Machine:
    """A network namespace, joined to the suite's by one cable and to nothing else.

    Attributes:
        pid: Of the process that keeps it.
        address: Where it is reached from the suite.
        ours: The suite's own address on the cable.
        cable: The suite's end of it, by the name of its interface.
    """

    pid: int
    address: str
    ours: str
    cable: str

    @property
    def prefix(self) -> tuple[str, ...]:
        """The command that runs another one inside."""
        return ("nsenter", f"--net=/proc/{self.pid}/ns/net")

    def run(self, *command: str) -> str:
        """Run a command inside; return what it printed."""
        return subprocess.run(
            [*self.prefix, *command], capture_output=True, text=True, check=True
        ).stdout.strip()


@contextmanager
def machine() -> Iterator[Machine]:
    """Make a machine, and take it away when the block ends."""
    if not Daemon().can_start() or not shutil.which("ip"):
        pytest.skip("needs root, dockerd and the ip command")
    number = next(_numbers)
    cable = f"qc{os.getpid() % 100_000}x{number}"
    net = _NETWORK + os.getpid() % 2048 * 64 + number % 16 * 4
    ours, theirs = str(net + 1), str(net + 2)
    keeper = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
    inside = Machine(keeper.pid, theirs, ours, cable)
    try:
        home = Path("/proc/self/ns/net").readlink()
        wait_until(
            lambda: Path(f"/proc/{keeper.pid}/ns/net").readlink() != home,
            timeout_seconds=10,
            what="the machine is there",
        )
        _outside("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(keeper.pid))
        _outside("ip", "address", "add", f"{ours}/30", "dev", cable)
        _outside("ip", "link", "set", cable, "up")
        inside.run("ip", "address", "add", f"{theirs}/30", "dev", "eth0")
        inside.run("ip", "link", "set", "eth0", "up")
        inside.run("ip", "link", "set", "lo", "up")
        yield inside
    finally:
        keeper.kill()
        keeper.wait()


@contextmanager
def daemon_on(inside: Machine, home: Path, *options: str, minimum_api: str = "") -> Iterator[Daemon]:
    """Run a daemon on a machine, and take it away with all that it mounted when the block ends.

    Args:
        inside: The machine.
        home: Where its images go.
        options: Further options of `dockerd`.
        minimum_api: The oldest API version that it accepts, as newer engines refuse older ones.
    """
    prefix = inside.prefix + (("env", f"DOCKER_MIN_API_VERSION={minimum_api}") if minimum_api else ())
    run = Path("/run") / f"qc-{os.getpid()}-{inside.pid}"
    daemon = Daemon(home, run, prefix=prefix, options=options)
    try:
        daemon.start(timeout_seconds=120)
        yield daemon
    finally:
        daemon.stop()
        unmount(home)
        shutil.rmtree(run, ignore_errors=True)


def copy_images(engine: Engine, daemon: Daemon, *references: str) -> None:
    """Copy images from an engine to a daemon, with no registry between them."""
    docker, environment = docker_command(), command_environment(engine.environment)
    with subprocess.Popen([docker, "save", *references], env=environment, stdout=subprocess.PIPE) as saving:
        load = [docker, "--host", daemon.url, "load"]
        subprocess.run(load, stdin=saving.stdout, capture_output=True, check=True)


def unmount(folder: Path) -> None:
    """Take away what a daemon left mounted below a folder."""
    mounts = f"findmnt --raw --noheadings --output TARGET | grep ^{folder}/ | sort --reverse"
    subprocess.run(["sh", "-c", f"{mounts} | xargs --no-run-if-empty umount --lazy"], check=False)


def _outside(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True)
