"""Finds what a model names and does not have, what it says twice, and what goes in a circle."""

from collections.abc import Iterator
from typing import Any

from quaycrane.checks.compose.long_forms import SHARED
from quaycrane.checks.compose.positions import Path

Content = dict[str, Any]
_ONE = {
    "networks": "network",
    "volumes": "volume",
    "secrets": "secret",
    "configs": "config",
    "models": "model",
}
_TWICE = {
    "mem_limit": ("limits", "memory"), "mem_reservation": ("reservations", "memory"),
    "cpus": ("limits", "cpus"), "pids_limit": ("limits", "pids"),
}  # fmt: skip
_ALONE = {"rebuild", "restart"}


def broken(content: Content, model: Content) -> Iterator[tuple[Path, str]]:
    """Yield each path at which a model would not come up, and why.

    Args:
        content: The loaded content, with all that it declares.
        model: The model that was made of it.
    """
    services = model.get("services") or {}
    for name, service in services.items():
        path: Path = ("services", name)
        if not any(service.get(key) for key in ("image", "build", "provider")) and "build" not in service:
            yield path, f"{name} has neither an image nor a build"
        for place, what in _of_a_service(name, service, services):
            yield (*path, *place), what
        yield from _undeclared(path, name, service, content)
    yield from _one_name(services)
    yield from _circles(services)


def _one_name(services: Content) -> Iterator[tuple[Path, str]]:
    """Yield each container name that two services have which can be up together."""
    named = [(name, service) for name, service in services.items() if service.get("container_name")]
    for place, (name, service) in enumerate(named):
        for other, before in named[:place]:
            profiles, others = set(service.get("profiles") or ()), set(before.get("profiles") or ())
            together = (not profiles and not others) or profiles & others
            if together and service["container_name"] == before["container_name"]:
                what = f"{name} and {other} have the same container_name, {service['container_name']}"
                yield ("services", name, "container_name"), what


def _of_a_service(name: str, service: Content, services: Content) -> Iterator[tuple[Path, str]]:
    for other in service.get("depends_on") or {}:
        if other not in services:
            yield _named_at(service, other), f"{name} depends on {other}, which is no service here"
    if service.get("network_mode") and service.get("networks"):
        yield ("networks",), f"{name} has both network_mode and networks; keep one"
    yield from _build(name, service, services)
    yield from _scale(name, service)
    yield from _two_limits(name, service)
    yield from _mounted_twice(name, service)
    for index, watch in enumerate((service.get("develop") or {}).get("watch") or ()):
        if not watch.get("target") and watch.get("action") not in _ALONE:
            what = f"{name} watches with the action {watch.get('action')}, which needs a target"
            yield ("develop", "watch", index, "target"), what


def _named_at(service: Content, other: str) -> Path:
    """Return the path at which a service says that it depends on another: `links` and others say so, too."""
    for key in ("links", "volumes_from"):
        for index, entry in enumerate(service.get(key) or ()):
            if str(entry).partition(":")[0] == other:
                return key, index
    for key in ("network_mode", "ipc", "pid", "uts", "cgroup"):
        if service.get(key) == f"service:{other}":
            return (key,)
    return "depends_on", other


def _build(name: str, service: Content, services: Content) -> Iterator[tuple[Path, str]]:
    build = service.get("build") or {}
    if build.get("dockerfile_inline") and build.get("dockerfile"):
        yield ("build", "dockerfile"), f"{name} has both dockerfile and dockerfile_inline; keep one"
    for key, context in (build.get("additional_contexts") or {}).items():
        path: Path = ("build", "additional_contexts", key)
        other = str(context).removeprefix("service:")
        if other != context and other not in services:
            yield path, f"{name} builds with the service {other}, which is not here"
        elif other != context and "build" not in services[other]:
            yield path, f"{name} builds with the service {other}, which has no build"
    platform, platforms = service.get("platform"), build.get("platforms")
    if platform and platforms and platform not in platforms:
        yield ("build", "platforms"), f"{name} runs on {platform}, and its build.platforms must have it, too"


def _scale(name: str, service: Content) -> Iterator[tuple[Path, str]]:
    deploy, scale = service.get("deploy") or {}, service.get("scale")
    replicas = deploy.get("replicas")
    if scale is not None and replicas is not None and scale != replicas:
        yield ("scale",), f"{name} has scale {scale} and deploy.replicas {replicas}; keep one"
    for path, number in ((("scale",), scale), (("deploy", "replicas"), replicas)):
        if isinstance(number, int) and number < 0:
            yield path, f"{name} cannot have {number} containers"
    copies = replicas if scale is None else scale
    if service.get("container_name") and isinstance(copies, int) and copies > 1:
        what = f"{name} has one container_name for {copies} containers; take the name out"
        yield ("container_name",), what


def _two_limits(name: str, service: Content) -> Iterator[tuple[Path, str]]:
    """Yield each limit that is given twice, with two values."""
    resources = (service.get("deploy") or {}).get("resources") or {}
    for key, (kind, other) in _TWICE.items():
        here = service.get(key)
        if here and here != "0" and kind in resources and resources[kind].get(other) != here:
            yield (key,), f"{name} has two values for {key} and deploy.resources.{kind}.{other}; keep one"


def _mounted_twice(name: str, service: Content) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    targets: list[tuple[Path, str]] = [
        (("tmpfs", index), str(one).partition(":")[0]) for index, one in enumerate(service.get("tmpfs") or ())
    ]
    targets += [
        (("volumes", index), str(one.get("target"))) for index, one in enumerate(service.get("volumes") or ())
    ]
    for path, target in targets:
        if target in seen:
            yield path, f"{name} mounts two things at {target}; keep one"
        seen.add(target)


def _undeclared(path: Path, name: str, service: Content, content: Content) -> Iterator[tuple[Path, str]]:
    for kind in (*SHARED, "models"):
        declared = set(content.get(kind) or {}) | ({"default"} if kind == "networks" else set())
        for place, used in _named(kind, service):
            if used not in declared:
                sentence = f"{name} names the {_ONE[kind]} {used}, which is not declared under {kind}:"
                yield (
                    (*path, *place),
                    sentence if used else f"{name} has an entry under {kind} without a source",
                )


def _named(kind: str, service: Content) -> Iterator[tuple[Path, str]]:
    names = service.get(kind) or ()
    if kind in {"networks", "models"}:
        yield from (((kind, name), name) for name in names)
        return
    for index, item in enumerate(names):
        if kind != "volumes" or (item.get("type") == "volume" and item.get("source")):
            yield (kind, index), str(item.get("source") or "")
    if kind == "secrets":
        for index, item in enumerate((service.get("build") or {}).get("secrets") or ()):
            yield ("build", kind, index), str(item.get("source"))


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
                place = _named_at(services[circle[0]], circle[1])
                yield ("services", circle[0], *place), f"Services wait in a circle: {' -> '.join(circle)}"
                return
            if name in done:
                continue
            trail.append(name)
            others = [
                other for other in (services.get(name) or {}).get("depends_on") or {} if other in services
            ]
            pending += [(other, len(trail)) for other in others]
        done |= {start}
