"""Does jobs on many machines, by Dask: each of its workers holds a slot of its own."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any
from uuid import uuid4

from distributed import Client, Worker, WorkerPlugin, as_completed
from distributed.scheduler import KilledWorker

from quaycrane.engine import sweep_folders
from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.perform import forget_remembered
from quaycrane.grading.checking.slots import Isolation, JobEnd, do_job
from quaycrane.grading.checking.work import Job, Tests, code_version

_WAIT_SECONDS = 60.0
_AHEAD = 2  # jobs a worker: one under way, one to follow at once
_RETRIES = 2  # where a machine fails, another may not


class DaskWorkers:
    """Does jobs on the workers of a Dask scheduler; one that dies costs nothing but time.

    Every worker is a process with one thread (`dask worker --nthreads 1`), on a machine with this version
    of the package, a Docker Engine and the kit.

    Args:
        address: The scheduler's, as ``tcp://host:8786``.
        isolation: How answers are kept apart.
        wait_seconds: How long to wait for the scheduler and its first worker.
    """

    def __init__(self, address: str, isolation: Isolation, wait_seconds: float = _WAIT_SECONDS) -> None:
        self._address, self._isolation, self._wait_seconds = address, isolation, wait_seconds

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Do jobs; see `quaycrane.grading.checking.workers.Workers`.

        Raises:
            QuaycraneError: No worker can be had at that address.
            NoEngineError, NoSlotsError: The workers' machines cannot check answers.
        """
        coming = iter(jobs)
        first = next(coming, None)
        if first is None:
            return
        with self._client() as client:
            setup = _Setup(self._isolation, first.tests, code_version(first.tests.unit))
            client.register_plugin(setup, name=setup.name)
            try:
                yield from _run(client, chain([first], coming), self._isolation)
            finally:
                with suppress(OSError, TimeoutError):
                    client.unregister_worker_plugin(setup.name)

    def _client(self) -> Client:
        try:
            client = Client(self._address, timeout=self._wait_seconds, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise self._nobody(f"there is no scheduler: {error}") from None
        try:
            client.wait_for_workers(1, timeout=self._wait_seconds)
        except TimeoutError:
            client.close()
            raise self._nobody("no worker has joined it") from None
        return client

    def _nobody(self, why: str) -> QuaycraneError:
        fix = "Start `dask scheduler`, and `dask worker --nthreads 1` on each machine; see docs/gradebook.md"
        return QuaycraneError(f"No worker can be had at {self._address}", why=why, fix=fix)


def _run(client: Client, jobs: Iterator[Job], isolation: Isolation) -> Iterator[JobEnd]:
    """Keep the workers busy, and no more jobs in memory than that takes."""
    under_way: dict[Any, str] = {}
    ended = as_completed(loop=client.loop)
    while True:
        while len(under_way) < _AHEAD * max(1, len(client.nthreads())) and (job := next(jobs, None)):
            # a name of its own: Dask would take one that it knows for the same, also from another client
            name = f"quaycrane-{job.key}-{uuid4().hex[:8]}"
            future = client.submit(do_job, job, isolation, key=name, pure=False, retries=_RETRIES)
            under_way[future] = job.key
            ended.add(future)
        if not under_way:
            return
        future = next(ended)
        key = under_way.pop(future)
        try:
            yield future.result()
        except KilledWorker:
            yield JobEnd(key, None, "Several workers died over it. Grade again.")
        finally:
            future.release()


class _Setup(WorkerPlugin):  # type: ignore[misc] # untyped
    """Readies a worker when it joins, also later, and throws its slot away when it leaves."""

    def __init__(self, isolation: Isolation, tests: Tests, version: str) -> None:
        self.name = f"quaycrane-{os.getpid()}-{uuid4().hex[:8]}"
        self._isolation, self._version = isolation, version
        self._unit, self._cells = tests.unit, tests.setup

    def setup(self, worker: Worker) -> None:
        """Ready a worker.

        Raises:
            QuaycraneError: It has another version of the package, or several threads.
            NoEngineError, NoSlotsError: Its machine cannot check answers.
        """
        if code_version(self._unit) != self._version:
            raise QuaycraneError(f"The worker at {worker.address} has another version of the course")
        if worker.state.nthreads != 1:
            fix = "Start it with `dask worker --nthreads 1`, and several of them with `--nworkers`"
            raise QuaycraneError(f"The worker at {worker.address} has several threads", fix=fix)
        sweep_folders()
        if self._isolation.kind == "slot":
            slots.ready(self._isolation, self._cells)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        """Throw the worker's slot away, and what it remembers."""
        slots.close()
        forget_remembered()
