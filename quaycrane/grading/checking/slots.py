"""Does jobs in this process's own slot: opened for the first, reset after each, replaced when in doubt."""

import atexit
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from quaycrane.engine import OBSERVER_IMAGE, Engine, Kind, Slot, SlotKit, SlotLimits, connect, slot_kit
from quaycrane.errors import NoEngineError, NoSlotsError, QuaycraneError, SlotError
from quaycrane.grading.checking.perform import Performed, blamed, job_run, perform
from quaycrane.grading.checking.work import Executed, Job
from quaycrane.kit import asked_for, catalogue, ensure_slot, state


@dataclass(frozen=True)
class Isolation:
    """How answers are kept apart; picklable.

    Attributes:
        kind: ``slot``, an engine for each worker; ``trusted``, the engine at hand; ``none``, no engine.
        limits: What a slot may use.
    """

    kind: str = "slot"
    limits: SlotLimits = field(default_factory=SlotLimits)


def engine_at_hand() -> Engine:
    """Return the engine on which slots run.

    Raises:
        NoEngineError: None answers.
    """
    engine = connect()
    if engine.kind is Kind.NONE:
        raise NoEngineError(
            "Nothing was graded: no Docker Engine answers",
            why="; ".join(engine.tried),
            fix="Start one with `./course engine start`, and grade again",
        )
    return engine


def prepared_kit(engine: Engine, setup: Sequence[str]) -> SlotKit:
    """Return the images that a unit asks for, for slots; where it asks for none, all of the kit at hand.

    Args:
        engine: The engine that has them.
        setup: The unit's set-up cells.

    Raises:
        NoSlotsError: The images are not on the engine, or slots cannot be had here.
    """
    asked: tuple[str, ...] = ()
    with suppress(SyntaxError):  # the kernel will say so, with the line
        asked = asked_for(setup)
    images = [one for one in catalogue() if (one.reference in asked if asked else not one.machinery)]
    there = [one.reference for one in images if state(engine, one).ready]
    if asked and len(there) < len(images):
        names = ", ".join(one.reference for one in images if one.reference not in there)
        raise NoSlotsError(f"The engine lacks {names}", fix="Run `./course kit fetch`, and grade again")
    try:
        slot = ensure_slot(engine, lambda _: None)
    except NoEngineError:
        raise
    except QuaycraneError as error:
        raise NoSlotsError("The image of the grading slots could not be made", why=str(error)) from None
    references = {*(asked or there), OBSERVER_IMAGE}
    return slot_kit(engine, slot.reference, sorted(references))


def new_slot(isolation: Isolation, setup: Sequence[str]) -> Slot:
    """Return a slot that has just begun and holds what a unit's set-up cells ask for.

    Raises:
        NoEngineError: No engine answers.
        NoSlotsError: Slots cannot be had here.
    """
    engine = engine_at_hand()
    return Slot(engine, prepared_kit(engine, setup), isolation.limits)


def in_words(error: BaseException) -> str:
    """Return an error as a sentence without a traceback."""
    if isinstance(error, QuaycraneError):
        return str(error)
    return f"{type(error).__name__}: {str(error).strip() or 'no more is known'}".splitlines()[0]


_TRIES = 2  # a slot that is lost is replaced so often
_MOST_JOBS = 50  # in one slot: what a reset cannot see must not pile up

_closing = threading.RLock()
_slot: Slot | None = None
_used = 0
_setup: tuple[str, ...] = ()
_engines: list[Engine] = []  # one connection for all jobs of this process


def execute(job: Job, isolation: Isolation) -> Executed:
    """Do a job.

    A slot that is lost on the way is replaced, and the job done again. Where that one is lost as well because
    students' processes ran out of what they may use, the answer is at fault; else nobody is. Where both are
    there and a check could not look, a person is asked to.

    Raises:
        NoEngineError: No engine answers.
        NoSlotsError: Slots cannot be had here.
        SlotError: Two were lost for no reason that the answer gave.
        QuaycraneError: The unit's own set-up failed.
    """
    if isolation.kind != "slot":
        return _execute_here(job, trusted=isolation.kind == "trusted")
    for _ in range(_TRIES):
        slot = ready(isolation, job.tests.setup)
        try:
            done = perform(job, slot.environment, f"slot, Docker Engine {slot.engine.version}")
        except BaseException:
            close()
            raise
        lost_points = any(
            o.points < c.max_points for o, c in zip(done.executed.outcomes, job.tests.checks, strict=True)
        )
        ran_out = slot.ran_out_of() if lost_points else ""
        answers = slot.answers()  # a check may say otherwise that nobody does
        lost = bool(done.lost) or not answers
        _leave(slot, keep=not (lost or done.stopped or ran_out))
        if not lost:
            return _told(job, done.executed, ran_out)
    if ran_out:
        return _told(job, done.executed, ran_out)
    if answers:
        return _left_to_a_person(done)
    why, fix = next(iter(done.lost.values()), "nothing was marked"), "Grade again, and see `./course doctor`"
    raise SlotError("This submission could not be checked in two grading slots", why=why, fix=fix)


def ready(isolation: Isolation, setup: tuple[str, ...]) -> Slot:
    """Return this process's slot, a new one where there is none for a unit with these set-up cells.

    Raises:
        NoEngineError: No engine answers.
        NoSlotsError: Slots cannot be had here.
    """
    global _slot, _used, _setup
    if _slot is None or _setup != setup:
        close()
        _slot, _used, _setup = new_slot(isolation, setup), 0, setup
    return _slot


def close() -> None:
    """Throw this process's slot away; who comes second waits, so that no process ends in the middle of it."""
    global _slot
    with _closing:
        slot, _slot = _slot, None
        if slot is not None:
            slot.close()


atexit.register(close)


def find_engine() -> Engine:
    """Return the engine at hand, asked for once as long as it answers.

    Raises:
        NoEngineError: None answers.
    """
    if not _engines or not _engines[-1].answers():
        _engines[:] = [engine_at_hand()]
    return _engines[-1]


def _leave(slot: Slot, *, keep: bool) -> None:
    """Make the slot ready for the next, or throw it away: when a check was stopped, its work may go on."""
    global _used  # noqa: PLW0603 - counts the jobs of a slot
    _used += 1
    if not keep or _used >= _MOST_JOBS or not slot.reset():
        close()


def _told(job: Job, executed: Executed, ran_out: str) -> Executed:
    """Say what the answer ran out of, where it lost points."""
    if not ran_out:
        return executed
    reason = f"it used up the {ran_out} that it may have"
    outcomes = [
        blamed(outcome, reason) if outcome.points < check.max_points and not outcome.flag else outcome
        for outcome, check in zip(executed.outcomes, job.tests.checks, strict=True)
    ]
    return replace(executed, outcomes=tuple(outcomes))


def _left_to_a_person(done: Performed) -> Executed:
    """Give what the other checks earn, and say for each that could not look why."""
    outcomes = [
        blamed(outcome, f"not all of it could be checked here: {done.lost[number]}")
        if number in done.lost and not outcome.flag
        else outcome
        for number, outcome in enumerate(done.executed.outcomes)
    ]
    return replace(done.executed, outcomes=tuple(outcomes))


def _execute_here(job: Job, *, trusted: bool) -> Executed:
    if not trusted:
        return perform(job, {}, "no engine").executed
    for _ in range(_TRIES):
        engine, run = find_engine(), job_run()
        try:
            done = perform(job, engine.environment, engine.describe(), run)
        finally:
            if engine.answers():
                engine.sweep(run)
        if not engine.answers():
            raise NoEngineError(
                "The engine stopped answering while this submission was checked",
                why="what could not be checked is not marked as wrong",
                fix="See `./course doctor`, and grade again",
            )
        if not done.lost:
            return done.executed
    return _left_to_a_person(done)


_ATTEMPTS = 2  # a failure is the machine's, never the answer's: it may be gone the second time


@dataclass(frozen=True)
class JobEnd:
    """The end of a job.

    Attributes:
        key: The job's.
        executed: What it came to; None when nothing was checked.
        failure: Why nothing was checked: the machine's fault.
    """

    key: str
    executed: Executed | None
    failure: str = ""


def do_job(job: Job, isolation: Isolation) -> JobEnd:
    """Do a job in this process, and once more where the machine fails.

    Raises:
        NoEngineError, NoSlotsError: No job can be done here.
    """
    failure = ""
    for _ in range(_ATTEMPTS):
        try:
            return JobEnd(job.key, execute(job, isolation))
        except (NoEngineError, NoSlotsError):
            raise
        except Exception as error:  # noqa: BLE001 - nobody's answer is at fault: it is told, and tried again
            failure = in_words(error)
    return JobEnd(job.key, None, failure)
