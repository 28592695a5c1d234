"""Runs a unit's own checks on a student's answers, in place of nbgrader's Execute."""

import hashlib
from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int

from quaycrane.engine import SlotLimits
from quaycrane.errors import NoEngineError
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.isolation import Isolation
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.outcome import Outcome, failed
from quaycrane.grading.checking.store import Store
from quaycrane.grading.checking.version import code_version
from quaycrane.grading.checking.work import Executed, Job, Tests
from quaycrane.grading.gradebook.flags import KEY
from quaycrane.grading.reading.answers import slots as places_in
from quaycrane.grading.reading.jobs import job_of, tests_of
from quaycrane.grading.reading.skeleton import MARK, read_source

_limits = SlotLimits()


class ExecuteChecks(NbGraderPreprocessor):  # type: ignore[misc] # untyped
    """Puts the outputs of the grade cells of source/ into an autograded notebook.

    Nothing of the submission is executed: its answers become files, and the cells that run are the
    instructor's, those tagged ``setup`` first. Where these answers were checked before, what was found then
    is put in again.
    """

    cell_seconds = Float(300.0, help="How long one grade cell may take.").tag(config=True)
    total_seconds = Float(1800.0, help="How long all checks of one submission may take.").tag(config=True)
    build_seconds = Float(240.0, help="How long one build of an image may take.").tag(config=True)
    slot_memory_bytes = Int(_limits.memory_bytes, help="Memory of what students start.").tag(config=True)
    slot_processes = Int(_limits.processes, help="Processes of what students start.").tag(config=True)
    slot_disk_bytes = Int(_limits.disk_bytes, help="Disk of a slot.").tag(config=True)
    slot_cpus = Float(_limits.cpus, help="Processors of a slot.").tag(config=True)
    trusted = Bool(
        default_value=False,
        help="Whether to check on the engine at hand, without slots: what students build is root there.",
    ).tag(config=True)
    allow_without_engine = Bool(
        default_value=False, help="Whether to grade where no engine answers; checks of behaviour then give 0."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbgrader is untyped
        """Run the checks, or take what was stored of them, and record their outcomes in `nb`."""
        about = resources["nbgrader"]
        course = self.parent.parent.coursedir
        unit = Path(course.format_path(course.source_directory, ".", about["assignment"]))
        path = unit / f"{about['notebook']}.ipynb"
        source = read_source(path)
        tests = self.tests(path, source, course)
        refused = nb.metadata.get(MARK, {}).get("refused", "")
        if refused:
            reason = f"the submission could not be read: {refused.rstrip('.')}"
            outcomes = tuple(failed(reason) for _ in tests.checks)
        else:
            job = job_of(tests, places_in(source), nb.cells)
            outcomes = self._executed(job, Store(Path(course.root))).outcomes
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
        for check, outcome in zip(tests.checks, outcomes, strict=True):
            _record(cells[check.grade_id], check.source, outcome)
        about[KEY] = [c.grade_id for c, o in zip(tests.checks, outcomes, strict=True) if o.flag]
        return nb, resources

    def tests(self, path: Path, source: Any, course: Any) -> Tests:  # noqa: ANN401 - nbgrader is untyped
        """Return what the submissions of a notebook are put to, under these settings."""
        limits = Limits(self.cell_seconds, self.total_seconds, self.build_seconds)
        told = f"{code_version()} {self.isolation()}"
        version = hashlib.sha256(told.encode()).hexdigest()
        return tests_of(path, source, tuple(course.ignore), limits, version)

    def isolation(self) -> Isolation:
        """Return how answers are kept apart, under these settings.

        Raises:
            NoEngineError: No engine answers: a run would mark answers as wrong that it could not check.
        """
        limits = SlotLimits(self.slot_memory_bytes, self.slot_processes, self.slot_disk_bytes, self.slot_cpus)
        if self.allow_without_engine:
            try:
                slots.find_engine()
            except NoEngineError:
                return Isolation("none", limits)
        return Isolation("trusted" if self.trusted else "slot", limits)

    def ready(self, unit: str) -> None:
        """Make sure that answers to a unit can be checked.

        Raises:
            NoEngineError: No engine answers.
            NoSlotsError: Slots cannot be had here.
        """
        isolation = self.isolation()
        if isolation.kind == "slot":
            slots.ready(isolation, unit)
        elif isolation.kind == "trusted":
            slots.find_engine()

    def _executed(self, job: Job, store: Store) -> Executed:
        found = store.get(job.key)
        if found is None:
            found = slots.execute(job, self.isolation())
            store.put(found)
        return found


def _record(cell: Any, source: str, outcome: Outcome) -> None:  # noqa: ANN401 - nbformat is untyped
    cell.source, cell.execution_count = source, None
    cell.outputs = [from_dict(output) for output in outcome.outputs]
    if outcome.flag:
        cell.metadata[MARK] = {"flag": outcome.flag}
