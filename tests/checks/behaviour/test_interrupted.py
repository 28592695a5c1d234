"""Whatever interrupts a check, nothing of it is left, and nobody is blamed."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict, answer_builds
from quaycrane.engine import Daemon, Engine, connect, wait_until
from tests.interruptible import LISTENS
from tests.leftovers import left_on

pytestmark = pytest.mark.engine

ANSWER = 'FROM alpine:3\nCMD ["sh", "-c", "while :; do :; done"]\n'
STACK = """\
services:
  a: {image: "alpine:3", command: [sleep, "600"], healthcheck: {test: exit 1, interval: 1s, retries: 10}}
"""
ASKED = {
    "a container": ("Dockerfile", ANSWER, "runs-without-root"),
    "a stack": ("compose.yaml", STACK, "stack-comes-up"),
}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
@pytest.mark.parametrize(("file", "text", "name"), ASKED.values(), ids=ASKED.keys())
def test_an_interrupted_check_leaves_nothing(  # noqa: PLR0913, PLR0917 - a case
    engine: Engine, tmp_path: Path, file: str, text: str, name: str, how: signal.Signals
) -> None:
    """After Ctrl-C nothing is left when the process has ended; after a kill the next connection clears up."""
    assert left_on(engine) == []
    (tmp_path / file).write_text(text)
    script = f"{LISTENS}from quaycrane.checks import check; check({str(tmp_path)!r}, {name!r})"
    process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
    wait_until(lambda: left_on(engine), timeout_seconds=60, what="the check has made something")
    commands = children(process.pid)
    process.send_signal(how)
    _, said = process.communicate(timeout=90)
    assert ("KeyboardInterrupt" in said) == (how is signal.SIGINT)
    if how is signal.SIGKILL:
        # A `docker compose` that lost its parent may still be making things: it is let finish.
        wait_until(lambda: not any(map(runs, commands)), timeout_seconds=60, what="its commands have ended")
        connect(start=False)
    assert left_on(engine) == []


def children(pid: int) -> list[str]:
    """Return the pids of a process's children."""
    return subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()


def runs(pid: str) -> bool:
    """Tell whether a process runs."""
    return Path("/proc", pid).exists()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    """A daemon of its own to kill."""
    apart = Daemon(tmp_path / "home", Path("/run") / f"qk-{os.getpid()}", prefix=("unshare", "--net"))
    yield apart
    apart.stop()
    mounts = f"findmnt --raw --noheadings --output TARGET | grep ^{tmp_path}/ | sort --reverse"
    subprocess.run(["sh", "-c", f"{mounts} | xargs --no-run-if-empty umount --lazy"], check=False)
    shutil.rmtree(apart.run, ignore_errors=True)


@pytest.mark.skipif(not Daemon().can_start(), reason="needs root and dockerd")
def test_a_killed_daemon_blames_nobody(
    daemon: Daemon, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the engine dies under a check, nothing is failed; when it is back, it is cleared up."""
    archive = b"".join(engine.client.images.get("alpine:3").save(named=True))
    daemon.start()
    monkeypatch.setenv("DOCKER_HOST", daemon.url)
    own = connect(start=False)
    own.client.images.load(archive)
    monkeypatch.setattr(answer_builds, "engine", lambda: own)
    for module in ("ready_container", "running_stack"):
        monkeypatch.setattr(f"quaycrane.checks.behaviour.{module}.engine", lambda: own)
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "Dockerfile").write_text(ANSWER)

    def kill() -> None:
        wait_until(own.client.containers.list, timeout_seconds=60, what="a container runs")
        os.kill(daemon.pid() or 0, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    (outcome,) = checks.check(folder, "runs-without-root").outcomes
    killer.join()
    assert outcome.verdict is Verdict.UNCHECKED
    assert "stopped answering" in outcome.observed
    wait_until(lambda: daemon.pid() is None, timeout_seconds=10, what="the killed daemon is gone")
    daemon.start()
    own.sweep_own()
    assert left_on(own) == []
