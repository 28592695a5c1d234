"""The drills of a second copy: it comes up beside the first, from nothing, and later its disk is full."""

from collections.abc import Callable

from quaycrane.errors import QuaycraneError
from quaycrane.units.capstone.engine import harm
from quaycrane.units.capstone.engine.asking import What
from quaycrane.units.capstone.engine.disk import FOLDER, KEEPER
from quaycrane.units.capstone.engine.drills import READY_SECONDS, UP_SECONDS, WELL_BEFORE, lost
from quaycrane.units.capstone.engine.ground import Drill, Fault, Ground
from quaycrane.units.capstone.engine.watching import Watcher

BESIDE = "a second copy comes up beside it"
LATE = "the database is late on a first start"
FULL = "the database's disk is full"

_FULL_SECONDS, _WRITES = 12, 4
_BACK_SECONDS = 40
_ALONE_SECONDS = 3  # MySQL looks for room once a minute, and nobody waits that long
_COLLISIONS = (
    (
        "already allocated",
        "its host port is taken",
        'Take the host port from a variable: "127.0.0.1:${PORT:-8080}:80"',
    ),
    ("address already in use", "its host port is taken", "Take the host port from a variable"),
    ("is already in use by container", "its container's name is taken", "Leave container_name out"),
)


def beside(first: Ground, other: Ground, shared: Callable[[], list[str]]) -> tuple[Drill, Drill]:
    """Bring a second copy up, and watch both: is the first one left alone, and is the second one ready?

    Args:
        first: The first copy, which is up.
        other: The second one, which is not.
        shared: Tells the networks and volumes that both are on.

    Returns:
        What came of the first, and of the start of the second.
    """
    with first.watched() as one:
        if not one.until_well(READY_SECONDS):
            return Drill(BESIDE, one.time_line(), (WELL_BEFORE,)), Drill(LATE, None, (WELL_BEFORE,))
        began = one.note("up: a second copy")
        late = first_start(other)
        one.until_well(READY_SECONDS)
        faults = [*_collision(late), *_interrupted(one, began)] or _together(shared())
    return Drill(BESIDE, one.time_line(), tuple(faults)), late


def first_start(ground: Ground) -> Drill:
    """Bring a stack up for the first time: does each service wait for what it needs, and is ready ready?"""
    faults, refused = list[Fault](), ""
    with ground.watched() as watch:
        watch.note("up")
        try:
            ground.stack.up(UP_SECONDS)
        except QuaycraneError as error:
            refused = f"{error.what}: {error.why}"
            faults.append(Fault(f"It does not come up: {_first(error.why) or error.what}", "Read its log"))
        up = watch.note("up says that it is ready")
        if not refused:
            well = watch.until_well(READY_SECONDS, up)
            faults += _not_ready(watch, up, well=well)
        faults += _crashed(ground, watch)
    return Drill(LATE, watch.time_line(), tuple(faults), refused)


def full(ground: Ground) -> Drill:
    """Fill the database's disk for a while: does it say so, does it lose anything, and does it recover?"""
    if not ground.roles.volume:
        fix = "Give the database a named volume where its image keeps its files"
        return Drill(FULL, None, (Fault(f"{ground.roles.store} keeps its rows in no volume", fix),))
    keeper, faults = ground.stack.container(KEEPER), list[Fault]()
    with ground.watched() as watch:
        if not watch.until_well(READY_SECONDS):
            return Drill(FULL, watch.time_line(), (WELL_BEFORE,))
        since = watch.note("the disk is full")
        harm.fill(keeper, FOLDER)
        watch.until(lambda: _refused(watch, since), _FULL_SECONDS)
        watch.until(lambda: len(watch.asks(What.ROWS, since)) >= _WRITES, _FULL_SECONDS)
        read = watch.asks(What.ROWS, since)
        harm.free(keeper, FOLDER)
        freed = watch.note("there is room again")
        if not watch.until_well(_ALONE_SECONDS, freed):
            harm.restart(ground.stack.containers(ground.roles.store, ended=True))
            again = watch.note(f"docker restart: {ground.roles.store}")
            if not watch.until_well(_BACK_SECONDS, again):
                faults.append(_not_again(ground, watch))
        if any(one.is_silent for one in watch.asks(What.WRITE, since)):
            faults.append(
                Fault("Whoever wrote while the disk was full had no answer", "Let the proxy give up sooner")
            )
        if read and not any(one.is_well for one in read):
            faults.append(
                Fault(
                    "While the disk was full nobody could even read", f"Read the log of {ground.roles.store}"
                )
            )
    line = watch.time_line()
    return Drill(FULL, line, (*faults, *lost(line.lost)))


def _refused(watch: Watcher, since: float) -> bool:
    return any(not one.is_well for one in watch.asks(What.WRITE, since))


def _collision(late: Drill) -> list[Fault]:
    """Return what kept the second copy from coming up because the first one was there."""
    for sign, what, fix in _COLLISIONS:
        if sign in late.refused:
            return [Fault(f"The second copy does not come up: {what}", fix)]
    if late.refused:
        return [Fault("The second copy does not come up", "Bring it up by hand: docker compose -p second up")]
    return []


def _interrupted(one: Watcher, since: float) -> list[Fault]:
    bad = [ask for what in What for ask in one.asks(what, since) if not ask.is_well]
    ended = [change for change in one.changes(since) if change.state.startswith("ended")]
    if not (ended or (bad and not one.is_well(bad[-1].begin_seconds))):
        return []
    gone = f"{ended[0].service} of the first one {ended[0].state}" if ended else ""
    told = gone or "the first one stopped answering"
    return [Fault(f"When the second copy came up, {told}", "Leave names to Compose: no container_name")]


def _together(shared: list[str]) -> list[Fault]:
    if not shared:
        return []
    fix = "Give networks and volumes no name of their own: Compose puts the project's before it"
    return [Fault(f"Both copies are on {', '.join(shared)}", fix)]


def _not_ready(watch: Watcher, up: float, *, well: bool) -> list[Fault]:
    """Return what was wrong with the first answers after `up` had said that all is ready."""
    firsts = [asks[0] for what in What if (asks := watch.asks(what, up))]
    wrong = [one for one in firsts if not one.is_well]
    if not (wrong or not well):
        return []
    got = (f"status {wrong[0].status}" if wrong[0].status else "no answer") if wrong else "no rows"
    fix = "Give each service a health check that asks it something; wait with condition: service_healthy"
    what = wrong[0].what if wrong else What.ROWS
    return [Fault(f"up said that all is ready, and who asked for {what} got {got}", fix)]


def _crashed(ground: Ground, watch: Watcher) -> list[Fault]:
    bad = [one for one in watch.changes(0) if one.state.startswith("ended") and one.state != "ended (0)"]
    if not bad:
        return []
    fix = f"Let {bad[0].service} wait until {ground.roles.store} is healthy, as its users will ask it: by TCP"
    return [Fault(f"{bad[0].service} {bad[0].state} during the first start", fix)]


def _not_again(ground: Ground, watch: Watcher) -> Fault:
    store = ground.roles.store
    if not ground.stack.containers(store):
        return Fault(
            f"{store} has {watch.state(store)}, and nothing started it again",
            f"Give {store} a restart policy: restart: unless-stopped",
        )
    return Fault("There is room again, and still not all is well", f"Read the log of {store}")


def _first(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if "rror" in line or "nhealthy" in line), lines[0] if lines else "")
