"""Measures what each kind of edit makes BuildKit do again, in a good and a bad order."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import BuildStep, repeated
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Progress
from quaycrane.units.layers_and_cache.labs.workspace import BASE, Edit, Order, Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Rebuild:
    """One build after one edit.

    Attributes:
        order: Order of the Dockerfile's instructions.
        edit: What was changed since the build before.
        round: Which repetition, from 1.
        steps: What each instruction did.
        seconds: The whole build.
    """

    order: Order
    edit: Edit
    round: int
    steps: tuple[BuildStep, ...]
    seconds: float

    @property
    def rerun(self) -> tuple[BuildStep, ...]:
        """The steps that did not come from the cache, without the base image's."""
        return tuple(step for step in self.instructions if not step.cached)

    @property
    def instructions(self) -> tuple[BuildStep, ...]:
        """The steps after FROM."""
        return tuple(step for step in self.steps if not step.is_base)


@dataclass(frozen=True)
class RebuildTimings:
    """Several rounds of builds.

    Attributes:
        rebuilds: Every build, in the order in which it ran.
        provenance: Where they ran.
    """

    rebuilds: tuple[Rebuild, ...]
    provenance: Provenance

    def select(self, order: Order, edit: Edit) -> tuple[Rebuild, ...]:
        """Return the rounds of one order and edit."""
        return tuple(build for build in self.rebuilds if build.order is order and build.edit is edit)

    def reinstalling(self, edit: Edit) -> str:
        """Return which order installed again after an edit: its name, ``both`` or ``neither``."""
        orders = [
            order
            for order in Order
            if any(
                "pip install" in step.instruction
                for build in self.select(order, edit)
                for step in build.rerun
            )
        ]
        return str(orders[0]) if len(orders) == 1 else "both" if orders else "neither"

    def told(self, order: Order, edit: Edit) -> str:
        """Return one sentence: which steps an edit ran again, and what that took."""
        first = self.select(order, edit)[0]
        steps = ", ".join(step.instruction for step in first.rerun) or "nothing"
        seconds = self.median_seconds(order, edit)
        return f"{edit.capitalize()}, {order}: {steps} ran again, in {seconds:.1f} s."

    def median_seconds(self, order: Order, edit: Edit) -> float:
        """Return the median over the rounds of a whole build's seconds."""
        return statistics.median(build.seconds for build in self.select(order, edit))


def rebuild_timings(
    engine: "Engine",
    application: Path | str,
    *,
    rounds: int = 2,
    orders: Sequence[Order] = tuple(Order),
    on_progress: Progress | None = None,
) -> RebuildTimings:
    """Build an application again and again: cold, unchanged, after a source and a manifest edit.

    Args:
        engine: Where to build.
        application: The handbook's folder.
        rounds: How often each build is repeated; once on an engine in an emulated machine.
        orders: Which orders of instructions to try.
        on_progress: Told each build as it begins.

    Raises:
        QuaycraneError: A build failed, or the engine went away.
    """
    done: list[Rebuild] = []
    with Workspace(engine, application) as workspace:
        for number in range(1, repeated(rounds) + 1):
            for order in orders:  # by turns, so that a busy minute weighs on both
                done += _round(workspace, order, number, on_progress)
    return RebuildTimings(tuple(done), provenance(engine, BASE))


def _round(
    workspace: Workspace, order: Order, number: int, on_progress: Progress | None
) -> Iterator[Rebuild]:
    for edit in Edit:
        if on_progress:
            on_progress(f"round {number}: {edit}, {order}")
        yield rebuild(workspace, order, edit, number)


def rebuild(workspace: Workspace, order: Order, edit: Edit, number: int = 1) -> Rebuild:
    """Make one edit and build.

    Args:
        workspace: What to edit and build.
        order: Order of the instructions.
        edit: What to change; `Edit.COLD` builds without the cache.
        number: The round that it belongs to.
    """
    workspace.edit(edit)
    built = workspace.build(order.dockerfile, no_cache=edit is Edit.COLD)
    return Rebuild(order, edit, number, built.steps, built.seconds)
