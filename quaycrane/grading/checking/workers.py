"""Does jobs in processes of this machine, each with a slot of its own."""

import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from typing import Protocol, Self

from quaycrane.checks.remembered import FACTS
from quaycrane.engine import temporary_folder
from quaycrane.errors import NoEngineError, NoSlotsError
from quaycrane.grading.checking import slots, warm_kernel
from quaycrane.grading.checking.aside import forkserver
from quaycrane.grading.checking.failures import told
from quaycrane.grading.checking.isolation import Isolation
from quaycrane.grading.checking.work import Executed, Job

_ATTEMPTS = 2  # a failure is the machine's, never the answer's: it may be gone the second time
_MOST_DEATHS = 3


@dataclass(frozen=True)
class Done:
    """The end of a job.

    Attributes:
        key: The job's.
        executed: What it came to; None when nothing was checked.
        failure: Why nothing was checked: the machine's fault.
    """

    key: str
    executed: Executed | None
    failure: str = ""


class Workers(Protocol):
    """What does jobs, here or elsewhere."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do jobs, taking them as they are needed; yield each end as it comes, in any order.

        Raises:
            NoEngineError, NoSlotsError: No job can be done.
        """


def done(job: Job, isolation: Isolation) -> Done:
    """Do a job in this process, and once more where the machine fails.

    Raises:
        NoEngineError, NoSlotsError: No job can be done here.
    """
    failure = ""
    for _ in range(_ATTEMPTS):
        try:
            return Done(job.key, slots.execute(job, isolation))
        except (NoEngineError, NoSlotsError):
            raise
        except Exception as error:  # noqa: BLE001 - nobody's answer is at fault: it is told, and tried again
            failure = told(error)
    return Done(job.key, None, failure)


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
        count: How many.
    """

    def __init__(self, isolation: Isolation, count: int) -> None:
        self._isolation, self._count = isolation, count

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do jobs; see `Workers`."""
        coming = iter(jobs)
        with temporary_folder("facts") as facts:
            environment = {**os.environ, FACTS: facts}
            while True:
                with _Pool(self._isolation, self._count, environment) as pool:
                    lost = yield from pool.run(coming)
                if not lost:
                    return
                for job in lost:  # nobody can tell over which of them the process died
                    yield self._alone(job, environment)

    def _alone(self, job: Job, environment: Mapping[str, str]) -> Done:
        """Do a job with no other beside it, so that a death is its own."""
        for _ in range(_MOST_DEATHS - 1):
            with _Pool(self._isolation, 1, environment) as pool:
                for ended in pool.run(iter((job,))):
                    return ended
        return Done(job.key, None, f"{_MOST_DEATHS} processes died over it. Grade again.")


class _Pool:
    """The processes, until one of them dies."""

    def __init__(self, isolation: Isolation, count: int, environment: Mapping[str, str]) -> None:
        self._arguments, self._count = (isolation, environment), count

    def __enter__(self) -> Self:
        context = forkserver()
        # who reads from it learns that this process is gone, however it went
        watched, self._alive = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._count, context, initializer=_begin, initargs=(watched, *self._arguments)
        )
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._alive.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._alive.close()

    def run(self, jobs: Iterator[Job]) -> Generator[Done, None, list[Job]]:
        """Do jobs; return those that were under way when a process died."""
        under_way, taken = dict[Future[Done], Job](), list[Job]()
        try:
            while True:
                while len(under_way) < 2 * self._count and (job := next(jobs, None)):
                    taken = [job]
                    under_way[self._executor.submit(_do, job)] = job
                    taken = []
                if not under_way:
                    return []
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    ended = future.result()
                    del under_way[future]
                    yield ended
        except BrokenProcessPool:
            return [*under_way.values(), *taken]


_isolation = Isolation()


def _begin(watched: Connection, isolation: Isolation, environment: Mapping[str, str]) -> None:
    """Make this process a worker."""
    global _isolation  # noqa: PLW0603 - a worker has one
    _isolation = isolation
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hands out the jobs
    for end in (slots.close, warm_kernel.close):
        Finalize(None, end, exitpriority=10)  # a process of a pool runs no atexit
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    """End this process, and throw its slot away, when the one who hands out the jobs is gone."""
    with suppress(EOFError, OSError):
        watched.recv()
    slots.close()
    os._exit(1)


def _do(job: Job) -> Done:
    return done(job, _isolation)
