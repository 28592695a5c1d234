"""Lets an answer's stack live through the drills, once; each check reads what came of one."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import copied, engine
from quaycrane.checks.behaviour.copies import stores
from quaycrane.checks.behaviour.meaning import model_of
from quaycrane.engine import Fixed, Stack, in_sight, stack
from quaycrane.errors import NoEngineError, QuaycraneError, UncheckedError
from quaycrane.units.capstone.checks.harder import harder
from quaycrane.units.capstone.checks.roles import roles
from quaycrane.units.capstone.engine import (
    BESIDE,
    FULL,
    HUNG,
    KILLED,
    LATE,
    REPLACED,
    WELL_BEFORE,
    Drill,
    Fault,
    Ground,
    Talk,
    beside,
    first_start,
    full,
    hung,
    killed,
    replaced,
)

SECOND: Mapping[str, str] = {"PORT": "18080"}
"""What a second copy's file sees in place of `.env`: another host port."""

_UP_SECONDS = 130
_ALL = (KILLED, HUNG, REPLACED, BESIDE, LATE, FULL)
Drills = dict[str, Drill]


def drills(answer: Answer) -> Drills:
    """Return what came of each drill, by its name; they are held once, on a stack that is made for them.

    Raises:
        NoEngineError: There is no engine, or it went away.
        NotPermittedError: Compose would not take the file, or it asks for what no answer may have.
    """
    if "drills" not in answer.kept:
        fixed = Fixed()
        with (
            copied(answer) as folder,
            in_sight(engine(), folder),
            stack(engine(), model_of(answer, folder), fixed=fixed) as made,
        ):
            try:
                made.up(_UP_SECONDS)
            except NoEngineError:
                raise
            except QuaycraneError as error:
                fault = Fault(f"The stack does not come up: {error.why or error.what}", error.fix)
                answer.kept["drills"] = {name: Drill(name, None, (fault,)) for name in _ALL}
            else:
                answer.kept["drills"] = _hold(answer, made, folder, fixed)
    held: Drills = answer.kept["drills"]
    return held


def _hold(answer: Answer, made: Stack, folder: Path, fixed: Fixed) -> Drills:
    """Hold the drills on a stack that is up, made with `fixed` of a copy of the answer's folder."""
    model = model_of(answer, folder)
    ground = Ground(engine(), made, roles(model), Talk())
    held: Drills = {}
    for name, drill in ((KILLED, killed), (HUNG, hung), (REPLACED, replaced)):
        held[name] = _held(name, lambda drill=drill: drill(ground))  # type: ignore[misc]
        if held[name].faults == (WELL_BEFORE,) and name == KILLED:  # fresh, and it does not answer
            return {each: Drill(each, held[name].line, (WELL_BEFORE,)) for each in _ALL}
        if not held[name].passed:
            _from_new(made)
    second = harder(model_of(answer, folder, SECOND), ground.roles)
    return held | _copies(ground, second, fixed)


def _from_new(made: Stack) -> None:
    """Bring a stack that did not come through a drill up anew, so that the next one judges itself alone."""
    with suppress(QuaycraneError):
        made.down(volumes=False)
        made.up(_UP_SECONDS)


def _copies(ground: Ground, model: Mapping[str, Any], fixed: Fixed) -> Drills:
    """Hold the drills of a second copy; where that one is in the way, some without it."""
    held: Drills = {}
    with stack(engine(), model, fixed=fixed) as made:
        other = Ground(engine(), made, ground.roles, ground.talk)
        try:
            held[BESIDE], held[LATE] = beside(ground, other, lambda: _shared(ground.stack, made, fixed))
        except UncheckedError as error:
            held = {name: Drill(name, unchecked=error.what) for name in (BESIDE, LATE)}
        if held[BESIDE].passed:
            ground.stack.down(volumes=True)
            return held | {FULL: _held(FULL, lambda: full(other))}
    ground.stack.down(volumes=True)
    with stack(engine(), model) as made:
        alone = Ground(engine(), made, ground.roles, ground.talk)
        held[LATE] = _held(LATE, lambda: first_start(alone))
        if held[LATE].refused:
            return held | {FULL: Drill(FULL, None, held[LATE].faults[:1])}
        return held | {FULL: _held(FULL, lambda: full(alone))}


def _held(name: str, drill: Callable[[], Drill]) -> Drill:
    """Hold a drill; what fails in it for a reason of its own takes no other one with it."""
    try:
        return drill()
    except NoEngineError:
        raise
    except UncheckedError as error:
        return Drill(name, unchecked=error.what)
    except QuaycraneError as error:
        return Drill(name, None, (Fault(f"{error.what}. {error.why}".strip(), error.fix),))


def _shared(one: Stack, other: Stack, fixed: Fixed) -> list[str]:
    """Return the networks and volumes that containers of both stacks are on, as the file calls them."""
    return sorted(stores(one, fixed) & stores(other, fixed))
