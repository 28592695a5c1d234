"""Runs a unit's own checks on a student's answers, in place of nbgrader's Execute."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Dict, Float, Int, Unicode

from quaycrane.engine import SlotLimits
from quaycrane.errors import NoEngineError
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.perform import failed
from quaycrane.grading.checking.slots import Isolation
from quaycrane.grading.checking.work import CellOutcome, Executed, Job, Store, Tests, code_version
from quaycrane.grading.gradebook.standing import grades_of
from quaycrane.grading.reading.taking import MARK, tests_of


@dataclass(frozen=True)
class Terms:
    """What a course sets for the checks of all its units.

    Attributes:
        limits: The deadlines of one submission.
        slot_limits: What a slot may use.
        trusted: Whether to check on the engine at hand, without slots.
        allow_without_engine: Whether to check where no engine answers.
    """

    limits: Limits
    slot_limits: SlotLimits
    trusted: bool
    allow_without_engine: bool

    @cached_property
    def isolation(self) -> Isolation:
        """How answers are kept apart.

        Raises:
            NoEngineError: No engine answers: a run would mark answers as wrong that it could not check.
        """
        if self.allow_without_engine:
            try:
                slots.find_engine()
            except NoEngineError:
                return Isolation("none", self.slot_limits)
        return Isolation("trusted" if self.trusted else "slot", self.slot_limits)

    def tests(self, path: Path, source: Any, ignore: Iterable[str]) -> Tests:  # noqa: ANN401 - nbformat is untyped
        """Return what the submissions of a notebook are put to.

        Args:
            path: ``source/<unit>/<name>.ipynb``.
            source: Its content, hidden tests included.
            ignore: Names of files and folders that are no part of a unit, as patterns.
        """
        version = hashlib.sha256(f"{code_version(path.parent.name)} {self.isolation}".encode()).hexdigest()
        return tests_of(path, source, ignore, self.limits, version)

    def ready(self, tests: Tests) -> None:
        """Make sure that answers can be put to these checks.

        Raises:
            NoEngineError: No engine answers.
            NoSlotsError: Slots cannot be had here.
        """
        if self.isolation.kind == "slot":
            slots.ready(self.isolation, tests.setup)
        elif self.isolation.kind == "trusted":
            slots.find_engine()

    def executed(self, job: Job, store: Store) -> Executed:
        """Return what is stored of a job, or do it now."""
        found = store.get(job.key)
        if found is None:
            found = slots.execute(job, self.isolation)
            store.put(found)
        return found


KEY = "quaycrane_flags"
"""Where `ExecuteChecks` leaves the names of such cells among nbgrader's resources."""


def raise_flags(about: Any, grade_ids: Iterable[str]) -> None:  # noqa: ANN401 - nbconvert is untyped
    """Mark grade cells as needing a manual grade, so that Formgrader shows them.

    Args:
        about: nbgrader's resources of the notebook: student, assignment, notebook, database.
        grade_ids: The cells.
    """
    for grade in grades_of(about, grade_ids):
        grade.needs_manual_grade = True


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
    slot_memory_bytes_of = Dict(
        value_trait=Int(), key_trait=Unicode(), help="The same for a unit that needs another, by its name."
    ).tag(config=True)
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
            outcomes = self.terms(about["assignment"]).executed(taken.job, Store(Path(course.root))).outcomes
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
        pairs = tuple(zip(taken.tests.checks, outcomes, strict=True))
        for check, outcome in pairs:
            _record(cells[check.grade_id], check.source, outcome)
        about[KEY] = [check.grade_id for check, outcome in pairs if outcome.flag]
        return nb, resources

    def terms(self, unit: str) -> Terms:
        """Return what these settings ask for.

        Args:
            unit: The unit's name.
        """
        memory_bytes = self.slot_memory_bytes_of.get(unit, self.slot_memory_bytes)
        return Terms(
            limits=Limits(self.cell_seconds, self.total_seconds, self.build_seconds),
            slot_limits=SlotLimits(memory_bytes, self.slot_processes, self.slot_disk_bytes, self.slot_cpus),
            trusted=self.trusted,
            allow_without_engine=self.allow_without_engine,
        )


def _record(cell: Any, source: str, outcome: CellOutcome) -> None:  # noqa: ANN401 - nbformat is untyped
    cell.source, cell.execution_count = source, None
    cell.outputs = [from_dict(output) for output in outcome.outputs]
    if outcome.flag:
        cell.metadata[MARK] = {"flag": outcome.flag}
