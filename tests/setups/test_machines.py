"""A scheduler with workers on two machines: networks of their own, with one cable between them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from quaycrane import kit
from quaycrane.engine import Engine, wait_until
from quaycrane.grading import Unit, cases, hand_in, marks
from quaycrane.kit import project_root
from tests.setups.conftest import in_shell
from tests.setups.page import section, was_printed

UNIT = "03-layers-and-cache"
FIRST, SECOND = "10.87.0.1", "10.87.0.2"


def ip(command: str) -> None:
    """Run a command of iproute2."""
    subprocess.run(["ip", *command.split()], check=True, capture_output=True)


@pytest.fixture
def machines() -> Iterator[dict[str, str]]:
    """The names of two networks by their machine's address."""
    if os.geteuid() != 0:
        pytest.skip("networks of their own need root")
    names = {address: f"qs{os.getpid()}-{address[-1]}" for address in (FIRST, SECOND)}
    with ExitStack() as stack:
        for name in names.values():
            ip(f"netns add {name}")
            stack.callback(ip, f"netns del {name}")
        ip(f"link add eth0 netns {names[FIRST]} type veth peer name eth0 netns {names[SECOND]}")
        for address, name in names.items():
            ip(f"-n {name} address add {address}/24 dev eth0")
            ip(f"-n {name} link set lo up")
            ip(f"-n {name} link set eth0 up")
        yield names


class Shell:
    """A shell on one of the machines, in the course's folder."""

    def __init__(self, network: str, folder: Path, engine: Engine) -> None:
        self._begin = ["ip", "netns", "exec", network, "bash", "-c"]
        self._options: dict[str, Any] = {"cwd": folder, "env": in_shell(folder) | engine.environment}

    def run(self, script: str) -> str:
        """Run a script; return what it printed."""
        done = subprocess.run(
            [*self._begin, script], capture_output=True, text=True, check=False, **self._options
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout)

    @contextmanager
    def running(self, script: str, log: Path) -> Iterator[None]:
        """Let a script run as long as the block lasts."""
        with log.open("wb") as said:
            started = subprocess.Popen(
                [*self._begin, f"exec {script}"], stdout=said, stderr=said, **self._options
            )
        try:
            yield
        finally:
            started.terminate()
            started.wait(60)


@pytest.mark.engine
@pytest.mark.sampled(3)
@pytest.mark.timeout(600)
def test_a_class_is_graded_on_two_machines(
    engine: Engine, machines: dict[str, str], course: Path, tmp_path: Path
) -> None:
    """The page's commands, each on its machine: both join, and every mark is there."""
    kit.ensure(engine, [UNIT])
    scheduler, worker, grading, shown = section("Grading on two machines")
    wanted = [case for case in cases(project_root() / "answers" / UNIT) if not case.malformed][:3]
    for case in wanted:
        hand_in(course, UNIT, case.name, case.answers)
    first, second = (Shell(name, course, engine) for name in machines.values())
    log = tmp_path / "scheduler.log"
    with (
        first.running(scheduler.text, log),
        first.running(worker.text, tmp_path / "first.log"),
        second.running(worker.text, tmp_path / "second.log"),
    ):
        wait_until(
            lambda: all(f"tcp://{one}:" in log.read_text() for one in ("10.87.0.1", "10.87.0.2")),
            timeout_seconds=120,
            what="both machines have joined",
        )
        was_printed(shown.text, first.run(grading.text))
    found = {mark.student: mark for mark in marks(Unit(course, UNIT))}
    assert set(found) == {case.name for case in wanted}
    for case in wanted:
        cells = [cell for cell in found[case.name].cells.values() if not cell.by_hand]
        assert all(cell.points == cell.max_points for cell in cells) == (not case.fails), case.name
