"""Our own daemon, apart from every other one."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import Daemon, Engine, Kind, connect, wait_until
from quaycrane.errors import NoEngineError, QuaycraneError

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not Daemon().can_start(), reason="needs root and dockerd"),
]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    """A daemon in a network namespace of its own, so that it shares nothing with the suite's."""
    apart = Daemon(tmp_path / "home", Path("/run") / f"qc-{os.getpid()}", prefix=("unshare", "--net"))
    yield apart
    apart.stop()
    mounts = f"findmnt --raw --noheadings --output TARGET | grep ^{tmp_path}/ | sort --reverse"
    subprocess.run(["sh", "-c", f"{mounts} | xargs --no-run-if-empty umount --lazy"], check=False)
    shutil.rmtree(apart.run, ignore_errors=True)


def test_own_daemon_starts_and_stops(daemon: Daemon, engine: Engine) -> None:
    """Our daemon starts at its own socket, stops again, and the other one goes on."""
    daemon.start()
    daemon.start()
    assert daemon.answers()
    assert daemon.stop()
    assert not daemon.answers()
    assert not daemon.stop()
    assert engine.client.ping()


def test_pid_of_another_process_is_left_alone(daemon: Daemon) -> None:
    """A pid file that names someone else's process stops nobody."""
    daemon.run.mkdir(parents=True)
    daemon.pid_file.write_text(str(os.getpid()))
    assert not daemon.stop()


def test_killed_daemon_is_told(
    daemon: Daemon, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A daemon killed in the middle of a build gives a clear error, and starts again."""
    (tmp_path / "tar").write_bytes(b"".join(engine.client.images.get("alpine:3").save(named=True)))
    daemon.start()
    monkeypatch.setenv("DOCKER_HOST", daemon.url)
    own = connect()
    assert own.kind is Kind.LIVE
    own.client.images.load((tmp_path / "tar").read_bytes())

    def kill(step: str) -> None:
        if "RUN sleep" in step:
            os.kill(daemon.pid() or 0, signal.SIGKILL)

    (tmp_path / "context").mkdir()
    with pytest.raises(NoEngineError, match="stopped answering"):
        own.build(tmp_path / "context", dockerfile="FROM alpine:3\nRUN sleep 60\n", on_progress=kill)
    with pytest.raises(QuaycraneError):
        own.layers("alpine:3")
    wait_until(lambda: daemon.pid() is None, timeout_seconds=10, what="the killed daemon is gone")
    daemon.start()
    assert daemon.answers()


def test_full_disk_is_told(
    daemon: Daemon, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that fills the engine's disk says that the disk is full."""
    (tmp_path / "tar").write_bytes(b"".join(engine.client.images.get("alpine:3").save(named=True)))
    (daemon.home / "engine").mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "none", daemon.home / "engine"], check=True)
    try:
        daemon.start()
        monkeypatch.setenv("DOCKER_HOST", daemon.url)
        own = connect()
        own.client.images.load((tmp_path / "tar").read_bytes())
        (tmp_path / "context").mkdir()
        with pytest.raises(QuaycraneError, match="disk is full"):
            own.build(
                tmp_path / "context", dockerfile="FROM alpine:3\nRUN dd if=/dev/zero of=/f bs=1M count=90\n"
            )
    finally:
        daemon.stop()
        subprocess.run(["umount", "-l", daemon.home / "engine"], check=False)


def test_daemon_that_cannot_start_is_told(daemon: Daemon) -> None:
    """A daemon that ends at once is told, with the path of its log."""
    blocked = Daemon(daemon.home, daemon.run, prefix=("unshare", "--net", "false"))
    with pytest.raises(NoEngineError, match="did not answer"):
        blocked.start(timeout_seconds=1)
