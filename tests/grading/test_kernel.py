"""Checks run in fresh kernels that no cell can take from the others."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quaycrane.engine import wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking.kernel import Limits, Ran, run_cells

LIMITS = Limits(cell_seconds=3, total_seconds=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a working folder for a kernel."""
    made = tmp_path / "scratch"
    made.mkdir()
    return made


def text(ran: Ran) -> str:
    """Return the result of a cell."""
    return str(ran.outputs[-1]["data"]["text/plain"]) if ran.outputs else ""


def test_a_cell_that_hangs_or_dies_costs_only_itself(folder: Path) -> None:
    """After a time-out and after a dead kernel the next cells run, with the same set-up."""
    cells = ["import time; time.sleep(100)", "base + 1", "import os; os._exit(9)", "base + 2"]
    hung, first, dead, second = run_cells(["base = 40"], cells, folder, os.environ, LIMITS)
    assert "more than 3 seconds" in hung.stopped
    assert "died" in dead.stopped
    assert (text(first), text(second)) == ("41", "42")


def test_the_whole_submission_has_a_deadline(folder: Path) -> None:
    """When the time is used up, the rest is not run and says so."""
    began = time.monotonic()
    ran = run_cells([], ["import time; time.sleep(100)"] * 5, folder, os.environ, Limits(100, 4))
    assert time.monotonic() - began < 30
    assert all(one.stopped for one in ran)
    assert "whole submission" in ran[-1].stopped


def test_a_process_that_a_check_started_ends_with_it(folder: Path) -> None:
    """A kernel that is killed takes its children along."""
    cell = "import subprocess; print(subprocess.Popen(['sleep', '300']).pid, flush=True); 1 / 0"
    (ran,) = run_cells([], [cell], folder, os.environ, LIMITS)
    pid = int(ran.outputs[0]["text"])
    status = Path(f"/proc/{pid}/status")

    def has_ended() -> bool:
        return not status.exists() or "zombie" in status.read_text()

    assert wait_until(has_ended, timeout_seconds=5, what="it has ended")


def test_a_failed_set_up_is_nobodys_zero(folder: Path) -> None:
    """Where the unit's own set-up fails, nothing was checked, and that is raised."""
    with pytest.raises(QuaycraneError, match="set-up"):
        run_cells(["1 / 0"], ["1.0"], folder, os.environ, LIMITS)


def test_nothing_in_the_working_folder_is_imported(folder: Path) -> None:
    """A file beside the answers that is called like a module is not it."""
    (folder / "json5.py").write_text("planted = True")
    (folder / "planted.py").write_text("planted = True")
    cells = ["import importlib.util; importlib.util.find_spec('planted') is None", "import os; os.getcwd()"]
    found, where = run_cells([], cells, folder, os.environ, LIMITS)
    assert (text(found), text(where)) == ("True", repr(str(folder)))


def test_a_kernel_does_not_outlive_who_started_it(folder: Path) -> None:
    """When the grader is killed, its kernel ends, with no one left to end it."""
    noted = folder / "pid"
    cell = f"import os, time; open({str(noted)!r}, 'w').write(str(os.getpid())); time.sleep(300)"
    program = (
        "import os, pathlib, sys; from quaycrane.grading.checking.kernel import Limits, run_cells\n"
        "run_cells([], [sys.argv[2]], pathlib.Path(sys.argv[1]), os.environ, Limits(300, 300))"
    )
    grader = subprocess.Popen([sys.executable, "-c", program, str(folder), cell])
    try:
        wait_until(lambda: noted.exists() and noted.read_text(), timeout_seconds=60, what="the cell runs")
    finally:
        grader.kill()
        grader.wait()
    kernel = Path("/proc", noted.read_text(), "stat")
    wait_until(lambda: not kernel.exists(), timeout_seconds=20, what="the kernel is gone")


def test_where_the_server_of_kernels_was_killed_nobody_is_blamed(folder: Path) -> None:
    """Kernels end with what forks them; that is the machine's fault, and the next call is well."""
    kills = "import os, time; os.kill(os.getppid(), 9); time.sleep(60)"
    with pytest.raises(QuaycraneError, match="was killed"):
        run_cells([], [kills], folder, os.environ, LIMITS)
    (ran,) = run_cells([], ["1 + 1"], folder, os.environ, LIMITS)
    assert text(ran) == "2"


def test_kernels_share_no_variable(folder: Path) -> None:
    """A kernel knows nothing of the one before it, though both are forks of one process."""
    source = "import quaycrane; seen = hasattr(quaycrane, 'planted'); quaycrane.planted = True; seen"
    first, second = (run_cells([], [source], folder, os.environ, LIMITS)[0] for _ in range(2))
    assert (text(first), text(second)) == ("False", "False")
