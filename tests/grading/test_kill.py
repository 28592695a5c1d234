"""Killed anywhere, the same command goes on and ends in the same marks."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from quaycrane.engine import RUN_LABEL, Engine, wait_until
from quaycrane.grading import marks
from quaycrane.grading.checking import slots
from tests.grading.conftest import PREDICTIONS, RIGHT, UNIT, MiniCourse

KILLS = int(os.environ.get("QUAYCRANE_KILLS", "2"))
"""How often the grading is killed; more is asked for by hand."""

_PROGRAM = """
import sys
from pathlib import Path
from quaycrane.grading import Isolation, LocalWorkers, Unit, grade
if __name__ == "__main__":
    two = LocalWorkers(Isolation(sys.argv[3]), 2)
    grade(Unit(Path(sys.argv[1]), sys.argv[2]), lambda _: None, workers=two)
"""


def hand_in(course: MiniCourse, right: str) -> None:
    """Hand in a class of six, of whom some answer the same."""
    for number in range(6):
        given = right if number % 3 == 0 else f"FROM a{number}\n"
        course.submit(f"student-{number:02}", given, PREDICTIONS if number % 2 else "")


def started(course: MiniCourse) -> "subprocess.Popen[str]":
    """Start grading in a process of its own."""
    program = course.root / "program.py"
    program.write_text(_PROGRAM)
    kind = "none" if "nowhere" in course.engine_environment.get("DOCKER_HOST", "") else "slot"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", str(program), str(course.root), UNIT, kind],
        env={**os.environ, **course.engine_environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def undisturbed(course: MiniCourse) -> tuple[dict[str, float], float]:
    """Grade without a kill; return the marks and the seconds."""
    began = time.monotonic()
    running = started(course)
    _, said = running.communicate()
    assert running.returncode == 0, said
    return points(course), time.monotonic() - began


def points(course: MiniCourse) -> dict[str, float]:
    """Return the marks by student."""
    return {mark.student: mark.auto_points for mark in marks(course.unit)}


def killed_and_resumed(course: MiniCourse, right: str, copies: Path, count: int) -> None:
    """Grade without a kill, then so often with one and again; the marks must be the same each time."""
    fresh = copies / "fresh"
    shutil.copytree(course.root, fresh)
    hand_in(course, right)
    expected, seconds = undisturbed(course)
    assert len(expected) == 6
    assert len(set(expected.values())) > 1
    chance = random.Random(5)  # noqa: S311 - when to kill is no secret
    for number in range(count):
        again = MiniCourse(Path(shutil.copytree(fresh, copies / f"killed-{number}")))
        again.engine_environment = course.engine_environment
        hand_in(again, right)
        running = started(again)
        with suppress(subprocess.TimeoutExpired):  # a kill comes at any moment, and is no wait for one
            running.wait(timeout=chance.uniform(0.1, 0.9) * seconds)
        if running.poll() is None:
            # with its workers, as when the machine stops; or alone, and they are to end by themselves
            (os.killpg if number % 2 else os.kill)(running.pid, signal.SIGKILL)
            running.wait()
        found, again_seconds = undisturbed(again)
        assert found == expected
        seconds = min(seconds, again_seconds)  # the first prepared the slots' images as well


@pytest.mark.timeout(3600)
def test_a_killed_grading_goes_on(
    course: MiniCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the process is killed, with no chance to clean up, the next one ends in the same marks."""
    monkeypatch.setattr(slots, "_engines", [])
    killed_and_resumed(course, RIGHT, tmp_path, KILLS)


@pytest.mark.engine
@pytest.mark.sampled(2)
@pytest.mark.timeout(3600)
def test_a_grading_in_slots_goes_on_and_leaves_none(
    engine: Engine, real: MiniCourse, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same holds in slots, and those of the killed run are gone after the next."""
    killed_and_resumed(real, "FROM scratch\nCOPY package.json /\n", tmp_path_factory.mktemp("kills"), KILLS)
    ours: dict[str, str | list[str] | bool] = {"label": RUN_LABEL, "status": "running"}
    wait_until(
        lambda: not engine.client.containers.list(all=True, filters=ours),
        timeout_seconds=15,
        what="none is left",
    )
