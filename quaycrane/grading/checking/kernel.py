"""Runs an instructor's cells in a fresh kernel, each with a deadline, and survives what they do."""

import math
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking.warm import WARM, WarmKernelManager, server_was_killed

_MAX_SOCKET_CHARACTERS = 90  # a unix socket's path has 108 at most


@dataclass(frozen=True)
class Limits:
    """How long the checks of one submission may take.

    Attributes:
        cell_seconds: Each cell.
        total_seconds: All of them together.
        build_seconds: Each build of an image.
    """

    cell_seconds: float
    total_seconds: float
    build_seconds: float = 240


@dataclass(frozen=True)
class Ran:
    """What one cell did.

    Attributes:
        outputs: As the notebook format has them.
        stopped: Why it did not run to its end, empty when it did.
    """

    outputs: tuple[Any, ...]
    stopped: str = ""


def run_cells(
    setup: Sequence[str], cells: Sequence[str], folder: Path, environment: Mapping[str, str], limits: Limits
) -> tuple[Ran, ...]:
    """Run `cells`, after `setup`, in a kernel of this Python whose working folder is `folder`.

    A cell that takes too long, or kills the kernel, costs the others nothing: they go on in a new
    kernel after the same set-up.

    Args:
        setup: The sources of the cells that prepare the kernel.
        cells: The sources to run and record.
        folder: The working folder.
        environment: The whole environment of the kernel.
        limits: The deadlines.

    Returns:
        One record for each of `cells`.

    Raises:
        QuaycraneError: The kernel did not start, or the set-up failed: nothing was checked.
    """
    runner = _Runner(setup, folder, environment, limits)
    ran: tuple[Ran, ...] = run_sync(runner.run)(cells)
    return ran


class _Runner:
    """One submission's kernels, one at a time."""

    def __init__(
        self, setup: Sequence[str], folder: Path, environment: Mapping[str, str], limits: Limits
    ) -> None:
        self._setup, self._folder, self._environment = setup, folder, dict(environment)
        self._limits, self._ends = limits, time.monotonic() + limits.total_seconds
        self._client: Any = None

    async def run(self, cells: Sequence[str]) -> tuple[Ran, ...]:
        ran: list[Ran] = []
        try:
            for source in cells:
                if self._left_seconds() <= 0:
                    total = self._limits.total_seconds
                    ran.append(Ran((), f"the {total:g} seconds for the whole submission were used up"))
                    continue
                if self._client is None:
                    await self._start()
                ran.append(await self._execute(source))
                if ran[-1].stopped:
                    await self._stop()
        finally:
            await self._stop()
        return tuple(ran)

    async def _start(self) -> None:
        # no kernel specification of the machine's user: the checks belong to this very Python
        native = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
        manager = (WarmKernelManager if WARM else AsyncKernelManager)(
            kernel_name="python3", kernel_spec_manager=native
        )
        sockets = str(self._folder.parent / "kernel")
        if os.name == "posix" and len(sockets) < _MAX_SOCKET_CHARACTERS:
            # others on this machine could read hidden tests from a TCP port
            manager.transport, manager.ip = "ipc", sockets
        self._client = NotebookClient(
            nbformat.v4.new_notebook(),
            km=manager,
            timeout_func=lambda _cell: math.ceil(min(self._limits.cell_seconds, self._left_seconds())),
            allow_errors=True,
            record_timing=False,
            store_widget_state=False,
            resources={"metadata": {"path": str(self._folder)}},
            # an answer in the working folder must never be imported
            extra_arguments=["--InteractiveShellApp.ignore_cwd=True", "--HistoryManager.hist_file=:memory:"],
        )
        try:
            await self._client.async_start_new_kernel(env=self._environment)
            await self._client.async_start_new_kernel_client()
        except (RuntimeError, OSError) as error:
            raise QuaycraneError("The kernel for the checks did not start", why=str(error)) from error
        for source in self._setup:
            done = await self._execute(source)
            errors = [output for output in done.outputs if output["output_type"] == "error"]
            if done.stopped or errors:
                why = done.stopped or f"{errors[0]['ename']}: {errors[0]['evalue']}"
                raise QuaycraneError("A set-up cell of the unit failed, so nothing was checked", why=why)

    async def _execute(self, source: str) -> Ran:
        cell = nbformat.v4.new_code_cell(source)
        self._client.nb.cells.append(cell)
        try:
            await self._client.async_execute_cell(cell, len(self._client.nb.cells) - 1)
        except CellTimeoutError:
            seconds = self._limits.cell_seconds
            return Ran(tuple(cell.outputs), f"the check took more than {seconds:g} seconds")
        except DeadKernelError:
            if server_was_killed():
                raise QuaycraneError(
                    "The process that starts kernels was killed", fix="Grade again"
                ) from None
            return Ran(tuple(cell.outputs), "the check's process died, perhaps for want of memory")
        return Ran(tuple(cell.outputs))

    async def _stop(self) -> None:
        """End the kernel and every process that it started, after a chance to clean up."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(Exception):  # a kernel beyond reach is killed below
            await client.km.interrupt_kernel()
        with suppress(Exception):
            client.kc.stop_channels()
        if client.km is not None:  # None: it did not even start
            await client.km.shutdown_kernel(now=True)

    def _left_seconds(self) -> float:
        return self._ends - time.monotonic()
