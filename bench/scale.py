"""Measures what the coordinating process of a grading needs, for classes of several sizes.

Run it with the sizes: `python -m bench.scale 50 200 2000`. The classes are simulated, and the results of the
checks are played back, so that no engine is needed: what is measured is everything else, from reading the
submissions to the gradebook and the feedback. Each pair in the table is a submission's share in the first
tenth of a class and in the last.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat.v4 import new_output
from sqlalchemy import Engine, event

from quaycrane.checks import Outcome, Report, Verdict
from quaycrane.commands.units import generate
from quaycrane.grading import Unit, grade
from quaycrane.grading.checking.perform import settled
from quaycrane.grading.checking.slots import JobEnd
from quaycrane.grading.checking.work import Executed, Job
from quaycrane.grading.reading.simulate import simulate
from quaycrane.kit import project_root

UNIT = "03-layers-and-cache"


class Replayed:
    """Gives every job the same result, as one that was stored."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Do jobs; see `quaycrane.grading.checking.workers.Workers`."""
        report = Report(
            tuple(Outcome(f"check-{n}", f"Property {n}.", Verdict.PASSED, "seen") for n in range(3))
        )
        shown = new_output("display_data", {"text/plain": str(report), "text/html": report._repr_html_()})
        for job in jobs:
            outcomes = tuple(
                settled((shown, new_output("execute_result", {"text/plain": "1.0"})), check.max_points)
                for check in job.tests.checks
            )
            yield JobEnd(job.key, Executed(job.key, outcomes, 1.0, "played back"))


class Watch:
    """Notes time, CPU time, statements and memory at each submission."""

    def __init__(self) -> None:
        self.statements = 0
        self.marked: list[tuple[float, float, int, float]] = []
        event.listen(Engine, "before_cursor_execute", self._count)

    def __call__(self, line: str) -> None:
        """Take note of a line of progress."""
        if line.startswith("Marking"):
            self.marked.append((time.monotonic(), time.process_time(), self.statements, peak_bytes()))

    def _count(self, *_: object) -> None:
        self.statements += 1

    def told(self) -> dict[str, float]:
        """Return the figures: the first tenth of the class against the last."""
        tenth = max(2, len(self.marked) // 10)
        first, last = self.marked[1 : tenth + 1], self.marked[-tenth:]

        def each(part: list[tuple[float, float, int, float]], column: int) -> float:
            return (part[-1][column] - part[0][column]) / (len(part) - 1)

        return {
            "seconds_first": each(first, 0),
            "seconds_last": each(last, 0),
            "cpu_seconds_first": each(first, 1),
            "cpu_seconds_last": each(last, 1),
            "statements_first": each(first, 2),
            "statements_last": each(last, 2),
            "first_tenth_bytes": first[-1][3],
            "last_tenth_bytes": last[-1][3],
            "peak_bytes": peak_bytes(),
        }


def peak_bytes() -> float:
    """Return the most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def measure(count: int) -> dict[str, float]:
    """Grade a simulated class in this process."""
    with tempfile.TemporaryDirectory(prefix="quaycrane-scale-") as temporary:
        root = Path(temporary)
        shutil.copytree(project_root() / "source" / UNIT, root / "source" / UNIT)
        shutil.copy2(project_root() / "nbgrader_config.py", root)
        generate(UNIT, root)
        simulate(root, UNIT, project_root() / "answers" / UNIT, count)
        watch = Watch()
        summary = grade(Unit(root, UNIT), watch, workers=Replayed())
        if len(summary.marks) != count or summary.failures:
            raise SystemExit(f"{len(summary.failures)} of {count} were not graded: {summary.failures}")
        return watch.told()


def main() -> None:
    """Measure each size in a process of its own and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[50, 200])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.sizes[0])))
        return
    columns = (
        "submissions",
        "peak memory",
        "peak, first and last tenth",
        "wall s",
        "CPU s",
        "SQL statements",
    )
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    for size in chosen.sizes:
        command = [sys.executable, "-m", "bench.scale", "--one", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, cwd=project_root(), check=True)
        told = json.loads(done.stdout.splitlines()[-1])
        peaks = [told[f"{at}_bytes"] / 1e6 for at in ("peak", "first_tenth", "last_tenth")]
        cells = [f"{size} | {peaks[0]:.1f} MB | {peaks[1]:.1f}, {peaks[2]:.1f} MB"] + [
            f"{told[f'{kind}_first']:{form}}, {told[f'{kind}_last']:{form}}"
            for kind, form in (("seconds", ".3f"), ("cpu_seconds", ".3f"), ("statements", ".0f"))
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
