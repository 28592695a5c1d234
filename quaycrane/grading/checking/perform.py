"""Does a job on an engine: lays out the files, runs the checks, settles the marks."""

import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quaycrane.checks import Verdict
from quaycrane.checks.remembered import FACTS
from quaycrane.checks.report import METADATA
from quaycrane.engine import run_name, temporary_folder
from quaycrane.errors import NoEngineError
from quaycrane.grading.checking.facts import facts_folder
from quaycrane.grading.checking.kernel import Ran, run_cells
from quaycrane.grading.checking.outcome import Outcome, failed, settled
from quaycrane.grading.checking.scratch import lay_scratch
from quaycrane.grading.checking.work import Executed, Job


@dataclass(frozen=True)
class Performed:
    """A job that was done, with what whoever holds the engine must know.

    Attributes:
        executed: What it came to.
        lost: The numbers of the checks to which the engine did not answer.
        why_lost: What the first of them said.
        stopped: Whether a check was stopped, so that what it began may go on.
    """

    executed: Executed
    lost: frozenset[int]
    why_lost: str
    stopped: bool


def perform(job: Job, engine: Mapping[str, str], told: str, run: str = "") -> Performed:
    """Run the checks of a job in a kernel that has met no student's code.

    Args:
        job: The answers and what they are put to.
        engine: The variables that name the engine to the checks.
        told: The engine, in words.
        run: What the checks make is labelled so; empty for a name of its own.

    Raises:
        QuaycraneError: The kernel did not start, or the unit's own set-up failed.
    """
    began, tests = time.monotonic(), job.tests
    with temporary_folder("scratch") as temporary:
        scratch, home = Path(temporary, tests.unit), Path(temporary, "ipython")
        scratch.mkdir()
        home.mkdir()
        lay_scratch(tests.archive, scratch, job.answers)
        ours = {
            "QUAYCRANE_RUN": run or job_run(),
            "QUAYCRANE_BUILD_SECONDS": f"{tests.limits.build_seconds:g}",
            "IPYTHONDIR": str(home),
            FACTS: str(facts_folder(tests)),
        }
        sources, environment = [c.source for c in tests.checks], {**os.environ, **ours, **engine}
        ran = run_cells(tests.setup, sources, scratch, environment, tests.limits)
    outcomes = tuple(_outcome(one, check.max_points) for one, check in zip(ran, tests.checks, strict=True))
    names = tuple(check.grade_id for check in tests.checks)
    executed = Executed(job.key, outcomes, round(time.monotonic() - began, 3), told, names)
    lost = {number: why for number, one in enumerate(ran) if (why := _lost_engine(one))}
    why = next(iter(lost.values()), "")
    return Performed(executed, frozenset(lost), why, any(one.stopped for one in ran))


def job_run() -> str:
    """Return a name for what one job makes on an engine, owned by this process."""
    return f"{run_name()}-{uuid.uuid4().hex[:8]}"


def _outcome(ran: Ran, max_points: float) -> Outcome:
    return failed(ran.stopped, ran.outputs) if ran.stopped else settled(ran.outputs, max_points)


def _lost_engine(ran: Ran) -> str:
    """Return what a check says that could not look; its words may be a student's, its data are not."""
    for output in ran.outputs:
        if output.get("ename") == NoEngineError.__name__:
            return str(output.get("evalue", ""))
        for outcome in output.get("metadata", {}).get(METADATA, {}).get("outcomes", ()):
            if outcome["verdict"] == Verdict.UNCHECKED:
                return f"{outcome['name']}: {outcome['observed']}"
    return ""
