"""Does jobs in processes of this machine, each with a slot of its own."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from quaycrane.checks.remembered import FACTS
from quaycrane.engine import temporary_folder
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.done import Done, done
from quaycrane.grading.checking.isolation import Isolation
from quaycrane.grading.checking.lanes import Lanes, Size
from quaycrane.grading.checking.load import Fitting, Fixed
from quaycrane.grading.checking.work import Job

_MOST_DEATHS = 3
_DAEMON_BYTES = 512 * 1024 * 1024  # beside what students may use of a slot


class Workers(Protocol):
    """What does jobs, here or elsewhere."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do jobs, taking them as they are needed; yield each end as it comes, in any order.

        Raises:
            NoEngineError, NoSlotsError: No job can be done.
        """


class HereWorkers:
    """Does jobs one after the other in this process.

    Args:
        isolation: How answers are kept apart.
    """

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do jobs; see `Workers`."""
        try:
            for job in jobs:
                yield done(job, self._isolation)
        finally:
            slots.close()


class LocalWorkers:
    """Does jobs in several processes; one that dies costs nothing but time.

    Args:
        isolation: How answers are kept apart.
        count: How many; None for as many as pay, found while they work.
    """

    def __init__(self, isolation: Isolation, count: int | None = None) -> None:
        self._isolation, self._count = isolation, count

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do jobs; see `Workers`."""
        with temporary_folder("facts") as facts:
            environment = {**os.environ, FACTS: facts}
            with Lanes(self._isolation, environment, self._size()) as lanes:
                lost = yield from lanes.run(iter(jobs))
            for job in lost:
                yield self._alone(job, environment)

    def _size(self) -> Size:
        if self._count is not None:
            return Fixed(self._count)
        return Fitting(self._isolation.limits.memory_bytes + _DAEMON_BYTES)

    def _alone(self, job: Job, environment: Mapping[str, str]) -> Done:
        """Do a job again with no other beside it, over which a process died."""
        for _ in range(_MOST_DEATHS - 1):
            with Lanes(self._isolation, environment, Fixed(1)) as lanes:
                for ended in lanes.run(iter((job,))):
                    return ended
        return Done(job.key, None, f"{_MOST_DEATHS} processes died over it. Grade again.")
