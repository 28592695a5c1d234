"""The terms under which a course has answers checked: deadlines, limits, and where."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from quaycrane.engine import SlotLimits
from quaycrane.errors import NoEngineError
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.isolation import Isolation
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.store import Store
from quaycrane.grading.checking.version import code_version
from quaycrane.grading.checking.work import Executed, Job, Tests
from quaycrane.grading.reading.asked import tests_of


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

    def ready(self, unit: str) -> None:
        """Make sure that answers to a unit can be checked.

        Raises:
            NoEngineError: No engine answers.
            NoSlotsError: Slots cannot be had here.
        """
        if self.isolation.kind == "slot":
            slots.ready(self.isolation, unit)
        elif self.isolation.kind == "trusted":
            slots.find_engine()

    def executed(self, job: Job, store: Store) -> Executed:
        """Return what is stored of a job, or do it now."""
        found = store.get(job.key)
        if found is None:
            found = slots.execute(job, self.isolation)
            store.put(found)
        return found
