"""The drills of a stack that is up: each does one thing to it, and watches what users get."""

from contextlib import suppress

from quaycrane.engine import Running, addresses, explained
from quaycrane.errors import QuaycraneError
from quaycrane.units.capstone.engine import harm
from quaycrane.units.capstone.engine.asking import PATIENCE_SECONDS, What
from quaycrane.units.capstone.engine.ground import Drill, Fault, Ground
from quaycrane.units.capstone.engine.watching import Watcher

KILLED = "the database is killed"
HUNG = "the back end hangs"
REPLACED = "the back end comes back at another address"

_BACK_SECONDS = 40
_FOUND_SECONDS = 20
_GIVEN_UP_SECONDS = 8
READY_SECONDS = 40
_FIRST_SECONDS = 60
_NOTICE_SECONDS = 15
UP_SECONDS = 130
WELL_BEFORE = Fault(
    "It did not even answer before the drill: the page, its rows and a new row",
    "First let the page show rows, and take one",
)


def killed(ground: Ground) -> Drill:
    """Kill the database's main process, and wait until all is well again."""
    store, faults = ground.roles.store, list[Fault]()
    with ground.watched() as watch:
        if not watch.until_well(_FIRST_SECONDS):
            return Drill(KILLED, watch.time_line(), (WELL_BEFORE,))
        watch.note(f"kill -9: {store}")
        harm.crash(ground.engine, ground.store)
        watch.until(lambda: watch.state(store).startswith("ended"), READY_SECONDS)
        since = watch.now_seconds
        watch.until(lambda: watch.is_well(since) or _is_given_up(ground, watch, since), _BACK_SECONDS)
        if not watch.is_well(since):
            faults.append(_stays_away(ground, watch))
    line = watch.time_line()
    return Drill(KILLED, line, (*faults, *lost(line.lost)))


def hung(ground: Ground) -> Drill:
    """Stop every process of the back end for a while: does anybody notice, and does anybody wait for ever?"""
    back, faults = ground.roles.back, list[Fault]()
    with ground.watched() as watch:
        if not watch.until_well(READY_SECONDS):
            return Drill(HUNG, watch.time_line(), (WELL_BEFORE,))
        running = ground.back
        before = {str(one["Start"]) for one in harm.probes(running)}
        with harm.hanging(ground.engine, running):
            since = watch.note(f"SIGSTOP: {back}")
            answered = watch.until(lambda: watch.asks(What.ROWS, since), PATIENCE_SECONDS + 2)
            patience = _NOTICE_SECONDS if harm.has_probe(running) else 0
            noticed = watch.until(lambda: _failed(running, before), patience)
            asked = watch.asks(What.ROWS, since)
            thawed = watch.note(f"SIGCONT: {back}")
        if not noticed:
            faults.append(_unnoticed(back, checked=harm.has_probe(running)))
        if not answered or any(one.is_silent for one in asked):
            faults.append(_waits(ground))
        if not watch.until_well(_BACK_SECONDS, thawed):
            faults.append(Fault(f"{back} runs again, and still not all is well", "Read the log of each"))
    line = watch.time_line()
    return Drill(HUNG, line, (*faults, *lost(line.lost)))


def replaced(ground: Ground) -> Drill:
    """Remove the back end, give its addresses to somebody else, bring it up again: who finds it?"""
    back = ground.roles.back
    with ground.watched() as watch:
        if not watch.until_well(READY_SECONDS):
            return Drill(REPLACED, watch.time_line(), (WELL_BEFORE,))
        old = ground.back.container
        networks = tuple(old.attrs["NetworkSettings"]["Networks"])
        held = frozenset(addresses(old.attrs))
        watch.note(f"rm -f: {back}")
        with explained():
            old.remove(force=True)
        with harm.taken(ground.engine, networks, held):
            watch.note("somebody else has its address")
            try:
                ground.stack.up(UP_SECONDS, wait=False)
            except QuaycraneError as error:
                fault = Fault(f"It did not come up again: {error.what}", "Read what it printed")
                return Drill(REPLACED, watch.time_line(), (fault,))
            up = watch.note(f"up: {back}")
            well = watch.until_well(_FOUND_SECONDS, up)
            faults = () if well else (_old_address(ground, watch, held),)
    line = watch.time_line()
    return Drill(REPLACED, line, (*faults, *lost(line.lost)))


def _is_given_up(ground: Ground, watch: Watcher, since: float) -> bool:
    """Return whether the database has ended, and the engine is not about to start it again."""
    if watch.now_seconds - since < _GIVEN_UP_SECONDS or ground.stack.containers(ground.roles.store):
        return False
    ended = ground.stack.containers(ground.roles.store, ended=True)
    return all(one.container.status == "exited" for one in ended)


def _failed(running: Running, before: set[str]) -> bool:
    """Return whether a probe that began since failed."""
    return any(one["ExitCode"] and str(one["Start"]) not in before for one in harm.probes(running))


def _stays_away(ground: Ground, watch: Watcher) -> Fault:
    roles = ground.roles
    for service in (roles.store, roles.back, roles.page):
        if not ground.stack.containers(service):
            how = watch.state(service)
            return Fault(
                f"{service} has {how}, and nothing started it again",
                f"Give {service} a restart policy: restart: unless-stopped",
            )
    return Fault(
        f"{roles.store} runs again, and after {_BACK_SECONDS} s not all is well",
        f"See whether {roles.store} keeps its files in a volume, and read the log of {roles.back}",
    )


def _unnoticed(back: str, *, checked: bool) -> Fault:
    if not checked:
        return Fault(
            f"{back} hung, and nobody noticed: it has no health check",
            f"Give {back} a health check that asks it something, with a timeout",
        )
    return Fault(
        f"{back} hung, and within {_NOTICE_SECONDS} s no probe of its health failed",
        "Let the probe ask the server itself, and give it a timeout of a few seconds: the default is 30 s",
    )


def _waits(ground: Ground) -> Fault:
    return Fault(
        f"While {ground.roles.back} hung, whoever asked had no answer at all for {PATIENCE_SECONDS} s",
        "Let the proxy give up sooner: proxy_read_timeout 3s (nginx waits 60 s)",
    )


def _old_address(ground: Ground, watch: Watcher, held: frozenset[str]) -> Fault:
    back = ground.roles.back
    last = watch.asks(What.ROWS)[-1:]
    got = f"status {last[0].status}" if last and last[0].status else "nothing"
    moved = "somewhere"
    with suppress(QuaycraneError):
        moved = ", ".join(addresses(ground.back.container.attrs))
    return Fault(
        f"{back} is at {moved} now, and who asks the page for rows gets {got}: "
        f"it still looks for it at {', '.join(sorted(held))}",
        "nginx resolves a name once, at its start, unless it is in a variable: resolver 127.0.0.11 valid=2s; "
        f"set $back http://{back}:PORT; proxy_pass $back;",
    )


def lost(rows: int | None) -> tuple[Fault, ...]:
    """Return the fault that rows are gone, where any are; None is for rows that cannot be read."""
    if not rows:
        return ()
    return (
        Fault(
            f"{rows} rows are gone that it had said it took",
            "Give the database a named volume where its image keeps its files",
        ),
    )
