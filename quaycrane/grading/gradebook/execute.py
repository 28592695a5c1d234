"""Runs a unit's own checks on a student's answers, in place of nbgrader's Execute."""

from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int

from quaycrane.engine import SlotLimits
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.outcome import Outcome, failed
from quaycrane.grading.checking.store import Store
from quaycrane.grading.gradebook.flags import KEY
from quaycrane.grading.gradebook.terms import Terms
from quaycrane.grading.reading.skeleton import MARK

_limits = SlotLimits()


class ExecuteChecks(NbGraderPreprocessor):  # type: ignore[misc] # untyped
    """Puts the outputs of the grade cells of source/ into an autograded notebook.

    Nothing of the submission is executed: its answers become files, and the cells that run are the
    instructor's, those tagged ``setup`` first. Where these answers were checked before, what was found then
    is put in again. The answers come from the exporter, which took them: see `SubmissionExporter`.
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
        taken = self.parent.taken[about["assignment"], about["student"], about["notebook"]]
        if taken.job is None:
            reason = f"the submission could not be read: {taken.refused.rstrip('.')}"
            outcomes = tuple(failed(reason) for _ in taken.tests.checks)
        else:
            outcomes = self.terms().executed(taken.job, Store(Path(course.root))).outcomes
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
        pairs = tuple(zip(taken.tests.checks, outcomes, strict=True))
        for check, outcome in pairs:
            _record(cells[check.grade_id], check.source, outcome)
        about[KEY] = [check.grade_id for check, outcome in pairs if outcome.flag]
        return nb, resources

    def terms(self) -> Terms:
        """Return what these settings ask for."""
        return Terms(
            limits=Limits(self.cell_seconds, self.total_seconds, self.build_seconds),
            slot_limits=SlotLimits(
                self.slot_memory_bytes, self.slot_processes, self.slot_disk_bytes, self.slot_cpus
            ),
            trusted=self.trusted,
            allow_without_engine=self.allow_without_engine,
        )


def _record(cell: Any, source: str, outcome: Outcome) -> None:  # noqa: ANN401 - nbformat is untyped
    cell.source, cell.execution_count = source, None
    cell.outputs = [from_dict(output) for output in outcome.outputs]
    if outcome.flag:
        cell.metadata[MARK] = {"flag": outcome.flag}
