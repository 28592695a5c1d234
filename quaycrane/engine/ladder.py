"""The ladder: connects to the first engine that answers, on the rungs live, started and pocket."""

import atexit
import os
from collections.abc import Callable
from contextlib import suppress

import requests
from docker import errors

from quaycrane.engine.connection.candidates import Candidate, candidates
from quaycrane.engine.connection.connection import Kind
from quaycrane.engine.connection.daemon import Daemon
from quaycrane.engine.connection.facts import answering_product
from quaycrane.engine.connection.pocket import pocket_candidate
from quaycrane.engine.connection.waiting import be_patient
from quaycrane.engine.engine import Engine
from quaycrane.engine.ours import labels
from quaycrane.engine.trouble.permission import may_be_there
from quaycrane.engine.trouble.unreachable import reason
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.pocket import Pocket, times_slower

_PING_SECONDS = 5
_PATIENCE_TIMES = 5.0, 20.0
"""How much more patient one is with an emulated machine: at least, for it may be busy, and at most."""

OnProgress = Callable[[str, float], None]
"""Told what is being done, and which part of the way is behind it, from 0 to 1."""


def connect(*, start: bool = True, on_progress: OnProgress = lambda _told, _part: None) -> Engine:
    """Return the first engine that answers.

    Args:
        start: Whether our own daemon, or the pocket engine, may be started where no other answers.
        on_progress: Told of a start that takes its time.

    Returns:
        An engine; one of kind `Kind.NONE` when none answers.
    """
    tried: list[str] = []
    daemon = Daemon()
    pocket = Pocket()
    places = () if names_daemon(daemon) or pocket.named() else candidates()
    for place in places:
        if engine := _ask(Kind.LIVE, place, tried):
            return engine
    if any(place.chosen for place in places):  # the learner's choice is not overruled
        return Engine(Kind.NONE, tried=tuple(tried))
    try:
        if start and daemon.can_start():
            daemon.start()
    except QuaycraneError as error:
        tried.append(str(error))
    if may_be_there(daemon.socket):
        own = Candidate("the course's own daemon", daemon.url, {"DOCKER_HOST": daemon.url})
        if engine := _ask(Kind.STARTED, own, tried):
            return engine
    if engine := _pocket(pocket, tried, on_progress, start=start):
        return engine
    return Engine(Kind.NONE, tried=tuple(tried) or ("no socket and no DOCKER_HOST on this machine",))


def connect_pocket(pocket: Pocket) -> Engine:
    """Return the engine of a pocket that was started.

    Raises:
        NoEngineError: It does not answer.
    """
    tried: list[str] = []
    least, most = _PATIENCE_TIMES
    be_patient(least)
    if engine := _ask(Kind.POCKET, pocket_candidate(pocket), tried):
        slower = times_slower(pocket.place, engine.client.info().get("Labels") or [])
        engine.times_slower = slower
        be_patient(min(max(slower or least, least), most))
        return engine
    raise NoEngineError("The pocket engine does not answer", why="; ".join(tried))


def _pocket(pocket: Pocket, tried: list[str], on_progress: OnProgress, *, start: bool) -> Engine | None:
    """Return the pocket engine, where it was built or runs, and say where it was not to be had."""
    runs = pocket.pid() is not None
    if not runs and not (start and pocket.can_start()):
        return None
    try:
        pocket.start(on_progress)
        return connect_pocket(pocket)
    except QuaycraneError as error:
        tried.append(str(error))
    return None


def names_daemon(daemon: Daemon) -> bool:
    """Return whether DOCKER_HOST leads to our own daemon: then it may be started, and is no one else's."""
    return os.environ.get("DOCKER_HOST") == daemon.url


def _ask(kind: Kind, place: Candidate, tried: list[str]) -> Engine | None:
    """Return the engine at `place`, after clearing away what crashed runs left on it."""
    try:
        asked = place.client(_PING_SECONDS)
        version = asked.version()
        asked.close()
    except (errors.DockerException, requests.RequestException, OSError, ValueError, NoEngineError) as error:
        tried.append(f"{place.origin} ({place.url}) does not answer: {reason(error, place.url)}")
        return None
    engine = Engine(kind, place, str(version["Version"]), product=answering_product(version))
    if kind is not Kind.POCKET:
        be_patient(1)  # there may have been a pocket engine before
    with suppress(errors.DockerException, requests.RequestException):
        engine.sweep()
    atexit.register(_leave, engine)
    return engine


def _leave(engine: Engine) -> None:
    """Remove what this process made, unless its parent answers for that."""
    with suppress(Exception):
        engine.sweep(labels.own_run(labels._token))  # noqa: SLF001 - the same package
