"""Killed anywhere, the same command goes on and ends in the same marks."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quaycrane.grading import marks, slots
from tests.grading.conftest import PREDICTIONS, RIGHT, UNIT, MiniCourse

KILLS = int(os.environ.get("QUAYCRANE_KILLS", "3"))
"""How often the grading is killed; more is asked for by hand."""

_PROGRAM = """
import sys
from pathlib import Path
from quaycrane.grading import Isolation, LocalWorkers, grade
if __name__ == "__main__":
    two = LocalWorkers(Isolation("none"), 2)
    grade(Path(sys.argv[1]), sys.argv[2], lambda _: None, workers=two)
"""


def hand_in(course: MiniCourse) -> None:
    """Hand in a class of six, of whom some answer the same."""
    for number in range(6):
        given = RIGHT if number % 3 == 0 else f"FROM a{number}\n"
        course.submit(f"student-{number:02}", given, PREDICTIONS if number % 2 else "")


def started(course: MiniCourse) -> "subprocess.Popen[str]":
    """Start grading in a process of its own."""
    program = course.root / "program.py"
    program.write_text(_PROGRAM)
    environment = {**os.environ, "DOCKER_HOST": "unix:///nowhere.sock"}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", str(program), str(course.root), UNIT],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
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
    return {mark.student: mark.auto_points for mark in marks(course.root, UNIT)}


@pytest.mark.timeout(3600)
def test_a_killed_grading_goes_on(
    course: MiniCourse, generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the process is killed, with no chance to clean up, the next one ends in the same marks."""
    monkeypatch.setattr(slots, "_engines", [])
    hand_in(course)
    right, seconds = undisturbed(course)
    assert len(right) == 6
    chance = random.Random(5)  # noqa: S311 - when to kill is no secret
    for number in range(KILLS):
        copy = tmp_path / f"killed-{number}"
        subprocess.run(["cp", "-r", str(generated), str(copy)], check=True)
        again = MiniCourse(copy)
        hand_in(again)
        running = started(again)
        time.sleep(chance.uniform(0.1, 1.0) * seconds)
        # with its workers, as when the machine stops; or alone, and they are to end by themselves
        (os.killpg if number % 2 else os.kill)(running.pid, signal.SIGKILL)
        running.wait()
        found, _ = undisturbed(again)
        assert found == right
