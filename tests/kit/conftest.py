"""Other engines beside the one that the suite runs on."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Daemon, Engine, Kind
from quaycrane.engine.connection.candidates import Candidate


@contextmanager
def another_engine(*prefix: str) -> Iterator[tuple[Engine, int]]:
    """Start a daemon of its own through a command, and yield an engine with nothing on it, and the pid."""
    home = Path(tempfile.mkdtemp(prefix="qk-", dir="/var/tmp"))
    daemon = Daemon(home, Path(tempfile.mkdtemp(prefix="qk-", dir="/run")), prefix=prefix)
    if not daemon.can_start():
        pytest.skip("another daemon needs root and dockerd")
    try:
        daemon.start()
        place = Candidate("an engine for tests", daemon.url, {"DOCKER_HOST": daemon.url})
        yield Engine(Kind.LIVE, place, "for tests"), daemon.pid() or 0
    finally:
        daemon.stop()
        shutil.rmtree(daemon.run, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


MIRROR_PORT = 5000
"""Where the engine that is cut off looks for its mirror, on a loopback interface of its own."""

_WITH_LOOPBACK = """
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh22x", b"lo", 0x41))  # SIOCSIFFLAGS: up, running
os.execvp(sys.argv[1], sys.argv[1:])
"""


def with_loopback() -> tuple[str, ...]:
    """Return a prefix that gives a daemon a network of its own, with a loopback and its mirror there."""
    mirror = f'exec "$@" --registry-mirror=http://127.0.0.1:{MIRROR_PORT}'
    return ("unshare", "--net", sys.executable, "-c", _WITH_LOOPBACK, "sh", "-c", mirror, "sh")


@pytest.fixture(scope="package")
def apart() -> Iterator[tuple[Engine, int]]:
    """An engine in a network namespace of its own, from which nothing can be reached, and its pid."""
    with another_engine(*with_loopback()) as found:
        yield found


@pytest.fixture(scope="package")
def cut(apart: tuple[Engine, int]) -> Engine:
    """An engine from which nothing can be reached."""
    return apart[0]


@pytest.fixture(scope="package")
def other_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that is cut off and keeps its images in containerd's store."""
    settings = tmp_path_factory.mktemp("engine") / "daemon.json"
    settings.write_text('{"features": {"containerd-snapshotter": true}}')
    with another_engine("unshare", "--net", "sh", "-c", f'exec "$@" --config-file={settings}', "sh") as found:
        yield found[0]


@pytest.fixture(scope="package")
def images(engine: Engine) -> dict[str, kit.KitImage]:
    """Four small images, which are on the suite's engine."""
    names = ("hello-world", "busybox", "alpine:3", "nginx:alpine")
    kit.ensure(engine, names)
    return {image.reference: image for image in kit.chosen(*names)}


def free_port() -> int:
    """Return a port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_here(engine: Engine) -> bool:
    """Return whether an engine shares this machine's loopback interface."""
    return str(engine.client.info().get("Name")) == socket.gethostname() and os.name == "posix"
