"""Finds what a model names and does not have: services, networks, volumes, images; and circles."""

from collections.abc import Iterator
from typing import Any

from quaycrane.checks.compose.loader import SHARED
from quaycrane.checks.compose.spots import Path

Content = dict[str, Any]
_ONE = {"networks": "network", "volumes": "volume", "secrets": "secret", "configs": "config"}
_TWICE = {
    "mem_limit": ("limits", "memory"), "mem_reservation": ("reservations", "memory"),
    "cpus": ("limits", "cpus"), "pids_limit": ("limits", "pids"),
}  # fmt: skip


def broken(content: Content, model: Content) -> Iterator[tuple[Path, str]]:
    """Yield each path at which a model would not come up, and why.

    Args:
        content: The loaded content, with all that it declares.
        model: The model that was made of it.
    """
    services = model.get("services") or {}
    for name, service in services.items():
        path: Path = ("services", name)
        if not any(service.get(key) for key in ("image", "build", "provider")):
            yield path, f"{name} has neither an image nor a build"
        for other, how in (service.get("depends_on") or {}).items():
            if other not in services and how.get("required", True):
                yield (*path, "depends_on", other), f"{name} depends on {other}, which is no service here"
        if service.get("network_mode") and service.get("networks"):
            yield (*path, "networks"), f"{name} has both network_mode and networks"
        if service.get("container_name") and _copies(service) > 1:
            yield (
                (*path, "container_name"),
                f"{name} has one container_name for {_copies(service)} containers",
            )
        yield from _two_limits(path, name, service)
        yield from _undeclared(path, name, service, content)
    yield from _circles(services)


def _two_limits(path: Path, name: str, service: Content) -> Iterator[tuple[Path, str]]:
    """Yield each limit that is given twice, with two values."""
    resources = (service.get("deploy") or {}).get("resources") or {}
    for key, (kind, other) in _TWICE.items():
        here, there = service.get(key), (resources.get(kind) or {}).get(other)
        if here and there and here != there:
            yield (*path, key), f"{name} has two values for {key} and deploy.resources.{kind}.{other}"


def _copies(service: Content) -> int:
    found = service.get("scale") or (service.get("deploy") or {}).get("replicas") or 1
    return found if isinstance(found, int) else 1


def _undeclared(path: Path, name: str, service: Content, content: Content) -> Iterator[tuple[Path, str]]:
    for kind in SHARED:
        declared = set(content.get(kind) or {}) | ({"default"} if kind == "networks" else set())
        for place, used in _named(kind, service):
            if used not in declared:
                told = f"{name} names the {_ONE[kind]} {used}, which is not declared under {kind}:"
                yield (*path, kind, place), told


def _named(kind: str, service: Content) -> Iterator[tuple[str | int, str]]:
    found = service.get(kind) or ()
    if kind == "networks":
        yield from ((name, name) for name in found)
        return
    for index, item in enumerate(found):
        if kind == "volumes" and (item.get("type") != "volume" or not item.get("source")):
            continue
        yield index, str(item.get("source"))


def _circles(services: Content) -> Iterator[tuple[Path, str]]:
    """Yield one circle of dependencies, if there is one."""
    done: set[str] = set()
    for start in services:
        trail: list[str] = []
        pending = [(start, 0)]
        while pending:
            name, depth = pending.pop()
            del trail[depth:]
            if name in trail:
                circle = [*trail[trail.index(name) :], name]
                yield ("services", circle[0], "depends_on", circle[1]), f"A circle: {' -> '.join(circle)}"
                return
            if name in done:
                continue
            trail.append(name)
            others = [
                other for other in (services.get(name) or {}).get("depends_on") or {} if other in services
            ]
            pending += [(other, len(trail)) for other in others]
        done |= {start}
