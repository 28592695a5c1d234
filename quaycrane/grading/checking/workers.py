"""Does jobs in processes of this machine, each with a slot: one can be added, ended, or die alone."""

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from socket import socket
from typing import Protocol, Self

from quaycrane.checks.remembered import REMEMBERED
from quaycrane.engine import temporary_folder
from quaycrane.grading.checking import slots, warm
from quaycrane.grading.checking.aside import forkserver
from quaycrane.grading.checking.load import Fitting
from quaycrane.grading.checking.slots import Isolation, JobEnd, do_job
from quaycrane.grading.checking.work import Job

_LOOK_SECONDS = 0.5


class Size(Protocol):
    """How many processes there may be; it may change at a look."""

    count: int

    def look(self, working: int) -> None:
        """Look at the machine."""


class Fixed:
    """As many workers as somebody named.

    Attributes:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self.count = count

    def look(self, working: int) -> None:
        """Look at nothing: the number stays."""


@dataclass(eq=False)
class _Lane:
    """One process."""

    executor: ProcessPoolExecutor
    job: Job | None = None


@dataclass
class Lanes:
    """Processes, as many as pay; used in a `with` block, at whose end they are gone.

    Attributes:
        isolation: How answers are kept apart.
        environment: The variables of the processes.
        size: How many there may be.
    """

    isolation: Isolation
    environment: Mapping[str, str]
    size: Size
    _lanes: list[_Lane] = field(default_factory=list)
    _waiting: deque[Job] = field(default_factory=deque)
    _ended: "SimpleQueue[tuple[_Lane, Job, Future[JobEnd]]]" = field(default_factory=SimpleQueue)

    def __enter__(self) -> Self:
        self._context = forkserver()
        # who reads from it learns that this process is gone, however it went
        self._watched, self._alive = self._context.Pipe(duplex=False)
        self._kernels = warm.Kernels() if warm.WARM else None
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._alive.close()
        for lane in self._lanes:
            lane.executor.shutdown(wait=False, cancel_futures=True)
        for lane in self._lanes:
            lane.executor.shutdown(wait=True)
        self._alive.close()
        self._watched.close()
        if self._kernels:
            self._kernels.close()

    def run(self, jobs: Iterator[Job]) -> Generator[JobEnd, None, list[Job]]:
        """Do jobs; return those during which their process died."""
        lost: list[Job] = []
        while True:
            self.size.look(self._working())
            while len(self._waiting) < self.size.count and (job := next(jobs, None)):
                self._waiting.append(job)
            self._open()
            if not self._working() and self._ended.empty():
                return lost
            try:
                lane, job, future = self._ended.get(timeout=_LOOK_SECONDS)
            except Empty:
                continue
            try:
                ended = future.result()
            except BrokenProcessPool:
                lost.append(job)
                self._lanes.remove(lane)
                lane.executor.shutdown(wait=False)
            else:
                self._end(lane)
                yield ended

    def _working(self) -> int:
        return sum(lane.job is not None for lane in self._lanes)

    def _open(self) -> None:
        """Give what waits to those who have nothing to do, and to new ones."""
        idle = [lane for lane in self._lanes if lane.job is None]
        while self._waiting and (idle or len(self._lanes) < self.size.count):
            if not idle:
                asked = self._kernels.asked if self._kernels else None
                arguments = (self._watched, self.isolation, dict(self.environment), asked)
                executor = ProcessPoolExecutor(1, self._context, initializer=_begin, initargs=arguments)
                idle = [_Lane(executor)]
                self._lanes += idle
            self._give(idle.pop())

    def _give(self, lane: _Lane) -> None:
        """Give a lane the next job; the moment that ends, the one after, whatever this thread does then."""
        try:
            lane.job = job = self._waiting.popleft()
        except IndexError:  # another lane was quicker
            lane.job = None
            return

        def ended(future: "Future[JobEnd]") -> None:
            self._ended.put((lane, job, future))
            if not future.cancelled() and not future.exception():  # who died keeps its job until that is told
                self._go_on(lane)

        try:
            lane.executor.submit(_do, job).add_done_callback(ended)
        except BrokenProcessPool as error:
            died: Future[JobEnd] = Future()
            died.set_exception(error)
            self._ended.put((lane, job, died))

    def _go_on(self, lane: _Lane) -> None:
        if len(self._lanes) > self.size.count:
            lane.job = None
            return
        with suppress(RuntimeError):  # all of it was ended meanwhile
            self._give(lane)

    def _end(self, lane: _Lane) -> None:
        """End a lane that has nothing to do and is one too many."""
        if lane.job is None and len(self._lanes) > self.size.count:
            self._lanes.remove(lane)
            lane.executor.shutdown(wait=False)


_isolation = Isolation()


def _begin(
    watched: Connection, isolation: Isolation, environment: Mapping[str, str], kernels: socket | None
) -> None:
    """Make this process a worker."""
    global _isolation  # noqa: PLW0603 - a worker has one
    _isolation = isolation
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hands out the jobs
    warm.share(kernels)
    for end in (slots.close, warm.close):
        Finalize(None, end, exitpriority=10)  # a process of a pool runs no atexit
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    """End this process, and throw its slot away, when the one who hands out the jobs is gone."""
    with suppress(EOFError, OSError):
        watched.recv()
    slots.close()
    os._exit(1)


def _do(job: Job) -> JobEnd:
    return do_job(job, _isolation)


_MOST_DEATHS = 3
_DAEMON_BYTES = 512 * 1024 * 1024  # beside what students may use of a slot


class Workers(Protocol):
    """What does jobs, here or elsewhere."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
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

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Do jobs; see `Workers`."""
        try:
            for job in jobs:
                yield do_job(job, self._isolation)
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

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Do jobs; see `Workers`."""
        with temporary_folder("remembered") as folder:
            environment = {**os.environ, REMEMBERED: folder}
            with Lanes(self._isolation, environment, self._size()) as lanes:
                lost = yield from lanes.run(iter(jobs))
            for job in lost:
                yield self._alone(job, environment)

    def _size(self) -> Size:
        if self._count is not None:
            return Fixed(self._count)
        return Fitting(self._isolation.limits.memory_bytes + _DAEMON_BYTES)

    def _alone(self, job: Job, environment: Mapping[str, str]) -> JobEnd:
        """Do a job again with no other beside it, over which a process died."""
        for _ in range(_MOST_DEATHS - 1):
            with Lanes(self._isolation, environment, Fixed(1)) as lanes:
                for ended in lanes.run(iter((job,))):
                    return ended
        return JobEnd(job.key, None, f"{_MOST_DEATHS} processes died over it. Grade again.")
