"""Looks at the engine: what it is, how it builds and stores, its room, and the course's images."""

import re
from collections.abc import Iterator
from pathlib import Path

from quaycrane import kit
from quaycrane.commands.diagnosis import Diagnosis, judged
from quaycrane.commands.readiness import free_to_choose
from quaycrane.engine import (
    Daemon,
    Engine,
    EngineFacts,
    Kind,
    ask_registry,
    compose_command,
    docker_command,
    installable,
)
from quaycrane.errors import QuaycraneError, RegistryError

_OLDEST_MAJOR = 23
_NEEDED_DISK_BYTES, _NEEDED_MEMORY_BYTES = 3_000_000_000, 2_000_000_000
_ROOM = "docker system df; docker image prune"
_PACKAGES = "apt-get install docker-cli docker-buildx docker-compose"
_OWN = "./course engine start"


def engine_lines(engine: Engine) -> Iterator[Diagnosis]:
    """Yield the lines on an engine; one line where there is none."""
    if engine.kind is Kind.NONE:
        yield _none(engine)
        return
    facts = engine.facts()
    yield _version(engine, facts)
    yield Diagnosis("API", "good", f"{facts.api}, and down to {facts.minimum_api}")
    yield _builder(facts)
    yield _compose()
    yield Diagnosis("Image store", "good", facts.store)
    yield from _room(facts)
    absent = [image for image in kit.catalogue() if not kit.state(engine, image).ready]
    yield from _images(engine, absent)
    yield _registry(engine, absent)


def _none(engine: Engine) -> Diagnosis:
    tried = "; ".join(engine.tried)
    if not free_to_choose():  # no other engine takes the place of one that was named
        mend = "start that engine, or: unset DOCKER_HOST DOCKER_CONTEXT"
        return Diagnosis("Engine", "missing", tried, mend)
    if refused := next((why for why in engine.tried if "permission denied" in why), ""):
        return Diagnosis("Engine", "missing", refused, _right(refused))
    if Daemon().can_start():
        return Diagnosis("Engine", "poor", "installed, not running", _OWN)
    return Diagnosis("Engine", "missing", tried, _OWN if installable() else _how_to_install())


def _right(refused: str) -> str:
    """Return the command that gives the right to an engine's socket, as the sentence names it."""
    command = re.search(r"`(sudo [^`]+|newgrp [^`]+)`", refused)
    return f"{command[1]}, then log out and in again" if command else "sudo ./course doctor"


def _how_to_install() -> str:
    """Return the command that brings an engine where the course may not install one by itself."""
    release = Path("/etc/os-release")
    if release.exists() and re.search(r"^ID=ubuntu$", release.read_text(encoding="utf-8"), re.MULTILINE):
        return "sudo apt-get install docker.io docker-buildx docker-compose-v2"
    return "start Docker, or name one: export DOCKER_HOST=..."


def _version(engine: Engine, facts: EngineFacts) -> Diagnosis:
    rootless = ", rootless" if facts.rootless else ""
    seen = f"{engine.describe()}{rootless}, on {facts.system}"
    if facts.product == "Podman":
        return Diagnosis("Engine", "poor", f"{seen}: what needs BuildKit is not shown", _OWN)
    return judged("Engine", seen, "poor", _OWN, good=facts.major >= _OLDEST_MAJOR)


def _builder(facts: EngineFacts) -> Diagnosis:
    try:
        command = docker_command()
    except QuaycraneError as error:
        return Diagnosis("Builder", "missing", error.what, _PACKAGES if installable() else error.fix)
    seen = f"BuildKit, by {command}" if facts.buildkit else "the classic one only, which records no steps"
    return judged("Builder", seen, "missing", _OWN, good=facts.buildkit)


def _compose() -> Diagnosis:
    found = " ".join(compose_command())
    mend = _PACKAGES if installable() else "install docker-compose, or Docker Desktop"
    return judged("Compose", found or "no docker compose", "missing", mend, good=bool(found))


def _room(facts: EngineFacts) -> Iterator[Diagnosis]:
    if facts.free_bytes is not None:
        seen = f"{facts.free_bytes / 1e9:.1f} GB free"
        yield judged("Engine's disk", seen, "poor", _ROOM, good=facts.free_bytes > _NEEDED_DISK_BYTES)
    limits = f"limits on {', '.join(facts.limits)}" if facts.limits else "no limits on containers"
    seen = f"{facts.memory_bytes / 1e9:.1f} GB, {limits}"
    enough = facts.memory_bytes > _NEEDED_MEMORY_BYTES and "memory" in facts.limits
    mend = "give the engine's machine 2 GB, and cgroups: docker info tells"
    yield judged("Engine's memory", seen, "poor", mend, good=enough)


def _images(engine: Engine, absent: list[kit.KitImage]) -> Iterator[Diagnosis]:
    needed = kit.chosen(*kit.needed_here())
    for image in needed:
        mend = f"./course kit fetch {image.reference}"
        yield judged(image.reference, str(kit.state(engine, image)), "poor", mend, good=image not in absent)
    others = [image for image in kit.catalogue() if image not in needed]
    missing = [image for image in others if image in absent]
    seen = f"{len(others) - len(missing)} of {len(others)} are here"
    yield judged("Other images", seen, "poor", "./course kit fetch", good=not missing)


def _registry(engine: Engine, absent: list[kit.KitImage]) -> Diagnosis:
    if not absent:
        return Diagnosis("Registry", "good", "not needed: every image is here")
    try:
        ask_registry(engine, absent[0].published)
    except RegistryError as error:
        return Diagnosis("Registry", "poor", f"{error.what}. {error.why}", "./course kit fetch --offline")
    return Diagnosis("Registry", "good", "in reach of the engine")
