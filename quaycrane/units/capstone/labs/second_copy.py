"""Brings a second copy of a stack up beside it, under worse conditions, and fills its disk."""

from typing import TYPE_CHECKING

from quaycrane.engine import Fixed, compose_config, stack
from quaycrane.units.capstone.checks.harder import harder
from quaycrane.units.capstone.engine import Drill, Ground, beside, full

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress


def second_copy(
    engine: "Engine", first: Ground, on_progress: "Progress | None" = None
) -> tuple[Drill, Drill, Drill]:
    """Hold the three drills of a second copy, whose database begins 4 s late and has a disk of 320 MB.

    Args:
        engine: Where the first copy is up, and the second one will be.
        first: The first copy.
        on_progress: Told each step.

    Returns:
        What came of the first copy while the second one came up, of its start, and of its full disk.

    Raises:
        QuaycraneError: It could not be held.
    """
    told = on_progress or (lambda _line: None)
    model = compose_config(first.stack.file.parent, files=[first.stack.file])
    with stack(engine, harder(model, first.roles), fixed=Fixed()) as made:
        other = Ground(engine, made, first.roles, first.talk)
        told("a second copy comes up")
        copy, late = beside(first, other, list)
        told("its disk is full")
        return copy, late, full(other)
