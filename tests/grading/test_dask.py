"""Grading on the workers of a Dask scheduler: a real one, with processes of its own."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from quaycrane.engine import wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.grading import Unit, grade
from quaycrane.grading.checking.dask_scheduler import workers_at
from quaycrane.grading.checking.dask_workers import DaskWorkers
from quaycrane.grading.checking.slots import Isolation
from tests.grading.conftest import UNIT, WORKER, MiniCourse

STUDENTS = ("ann", "ben", "cy", "dan", "eve")

LINGERS = """# The answer is there (1 point)
import os, pathlib, time
text, marker = open('app/Dockerfile').read(), pathlib.Path({marker!r})
if 'linger' in text and not marker.exists():
    marker.with_suffix('.new').write_text(str({worker}))
    marker.with_suffix('.new').rename(marker)
    time.sleep(60)
1.0"""


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path, scheduler: str) -> None:
    """What it was doing is done by another, and every mark is there once and right."""
    marker = tmp_path / "worker"
    root = tmp_path / "course"
    root.mkdir()
    course = MiniCourse(root, {"check": (1.0, LINGERS.format(marker=str(marker), worker=WORKER))})
    course.nbgrader("generate_assignment", UNIT)
    for name in STUDENTS:
        course.submit(name, f"FROM {name}\n" + ("# linger\n" if name == "ben" else ""))

    def kill() -> None:
        wait_until(marker.exists, timeout_seconds=120, what="a worker is at work")
        os.kill(int(marker.read_text()), signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    workers = DaskWorkers(scheduler, Isolation("none"))
    summary = grade(Unit(root, UNIT), lambda _: None, workers=workers)
    killer.join()
    assert {mark.student: mark.auto_points for mark in summary.marks} == dict.fromkeys(STUDENTS, 1.0)
    assert not summary.failures
    again = grade(Unit(root, UNIT), lambda _: None, workers=workers, force=True)
    assert again.marks == summary.marks


def test_a_worker_with_other_code_is_refused(
    course: MiniCourse, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its marks might be others: nothing is graded, and it is named."""
    course.submit("ann")
    monkeypatch.setattr("quaycrane.grading.checking.dask_workers.code_version", lambda _: "other")
    with pytest.raises(QuaycraneError, match="another version"):
        grade(course.unit, lambda _: None, workers=DaskWorkers(scheduler, Isolation("none")))


def test_without_dask_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask is an extra: who asks for a scheduler without it gets a sentence, not a traceback."""
    monkeypatch.setitem(sys.modules, "quaycrane.grading.checking.dask_workers", None)
    with pytest.raises(QuaycraneError, match="Dask is not installed"):
        workers_at("tcp://127.0.0.1:8786", Isolation("none"))


def test_no_scheduler_is_said_at_once(course: MiniCourse) -> None:
    """The address and the commands that start one are in the message."""
    course.submit("ann")
    workers = DaskWorkers("tcp://127.0.0.1:9", Isolation("none"), wait_seconds=1)
    with pytest.raises(QuaycraneError, match="No worker can be had"):
        grade(course.unit, lambda _: None, workers=workers)
