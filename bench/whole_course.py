"""Grades a class over all units with one command, kills it on the way, and lets it go on.

In the course's folder: `python -m bench.whole_course [UNIT]... [--learners N] [--keep DIR]`. Each learner
hands in an example answer of each unit, another than the others'; the first one hands in the reference, the
last one nothing after the second unit. Told are the seconds, the most memory of the grading itself by unit,
and the marks.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from quaycrane.commands.units import generate, units
from quaycrane.engine import connect
from quaycrane.grading import Case, Unit, cases, hand_in, marks, units_of
from quaycrane.kit import project_root

_LAST_UNITS = 2  # that the last learner hands in


def class_of(root: Path, names: Sequence[str], learners: int) -> int:
    """Hand in an answer of each learner to each unit; return how many."""
    shutil.copy(project_root() / "nbgrader_config.py", root)
    count = 0
    for number, name in enumerate(names):
        shutil.copytree(project_root() / "source" / name, root / "source" / name)
        generate(name, root)
        for learner, case in enumerate(_given(name, learners)):
            if learner < learners - 1 or number < _LAST_UNITS:
                hand_in(root, name, f"learner-{learner:02}", case.answers, case.malformed)
                count += 1
    return count


def _given(unit: str, learners: int) -> list[Case]:
    known = cases(project_root() / "answers" / unit)
    others = [case for case in known if case.name != "reference"]
    step = max(1, len(others) // learners)
    return [next(case for case in known if case.name == "reference"), *others[::step]][:learners]


def graded(root: Path, kill_after_seconds: float | None = None) -> tuple[float, dict[str, int]]:
    """Run the command; return its seconds, and the most memory of its process while it was at each unit."""
    command = [sys.executable, "-m", "quaycrane.cli", "grade", "--all", "--course", str(root)]
    began, most = time.monotonic(), dict[str, int]()
    environment = {**os.environ, **connect().environment}
    with (root / "printed.txt").open("a") as printed:
        running = subprocess.Popen(
            command, env=environment, stdout=printed, stderr=printed, start_new_session=True
        )
        process = psutil.Process(running.pid)
        while running.poll() is None:
            at = _at(root)
            most[at] = max(most.get(at, 0), process.memory_info().rss)
            if kill_after_seconds is not None and time.monotonic() - began > kill_after_seconds:
                os.killpg(running.pid, signal.SIGKILL)
            time.sleep(0.5)
    return time.monotonic() - began, most


def _at(root: Path) -> str:
    """Return the unit that has something graded and comes last."""
    found = sorted(path.name for path in root.glob("autograded/*/*"))
    return found[-1] if found else ""


def main() -> None:
    """Grade, kill, go on, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("units", nargs="*", metavar="UNIT")
    parser.add_argument("--learners", type=int, default=12)
    parser.add_argument("--kill-after", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a folder in which the course stays")
    chosen = parser.parse_args()
    root = chosen.keep or Path(tempfile.mkdtemp(prefix="quaycrane-course-"))
    root.mkdir(exist_ok=True)
    count = class_of(root, chosen.units or units(project_root()), chosen.learners)
    print(f"{count} submissions of {chosen.learners} learners", flush=True)
    first, _ = graded(root, chosen.kill_after)
    print(f"killed after {first:.0f} s: {len([*root.glob('autograded/*/*')])} marked", flush=True)
    seconds, most = graded(root)
    print(f"went on for {seconds:.0f} s; most memory of the process, by unit:")
    for name, size_bytes in most.items():
        print(f"  {name or 'before the first'}: {size_bytes / 1e6:.0f} MB")
    for name in units_of(root):
        found = marks(Unit(root, name))
        points = sorted((f"{mark.auto_points:g}" for mark in found), key=float, reverse=True)
        print(f"{name}: {len(found)} marks, {sum(mark.graded for mark in found)} graded: {', '.join(points)}")
    print((root / "printed.txt").read_text()[-2000:])
    if not chosen.keep:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
