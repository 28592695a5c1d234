"""Makes a project of loaded content: names, default network, environment files, what is used."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quaycrane.checks.compose.dotenv import variables_of
from quaycrane.checks.compose.loader import SHARED
from quaycrane.checks.compose.paths import Ground

Content = dict[str, Any]
_IMPLIED = ("network_mode", "ipc", "pid", "uts", "cgroup")


def project_name(content: Content, folder: Path, given: str = "") -> str:
    """Return the name of a project: what was given, what the file says, else the folder's."""
    name = given or str(content.get("name") or folder.name)
    return re.sub(r"[^-_a-z0-9]", "", name.lower()).lstrip("_-")


def assembled(
    content: Content, name: str, ground: Ground | None, variables: Mapping[str, str]
) -> tuple[Content, list[str]]:
    """Return the model as `docker compose config` writes it, and what was wrong with named files.

    Args:
        content: What was loaded, in canonical form.
        name: The project's name.
        ground: Where `env_file` may be read; None reads none.
        variables: What fills a name without a value in an environment.
    """
    wrong: list[str] = []
    services = {
        key: _service(item, ground, variables, wrong) for key, item in content.get("services", {}).items()
    }
    model: Content = {key: item for key, item in content.items() if key.startswith("x-")}
    model |= {"name": name, "services": services}
    shared = {kind: dict(content.get(kind) or {}) for kind in SHARED}
    if any("default" in (service.get("networks") or {}) for service in services.values()):
        shared["networks"].setdefault("default", {})
    for kind in SHARED:
        used = _used(kind, services)
        found = {key: _named(item, key, name) for key, item in shared[kind].items() if key in used}
        if found:
            model[kind] = found
    return model, wrong


def _service(
    service: Content, ground: Ground | None, variables: Mapping[str, str], wrong: list[str]
) -> Content:
    found = {key: item for key, item in service.items() if item is not None and not key.startswith("x-")}
    if not any(found.get(key) for key in ("networks", "network_mode", "provider")):
        found["networks"] = {"default": None}
    environment: Content = {}
    for file in found.pop("env_file", []):
        if ground is None:
            continue
        try:
            environment |= variables_of(ground.read(Path(file["path"])), variables)
        except ValueError as error:
            if file.get("required", True):
                wrong.append(str(error))
    environment |= _filled(found.get("environment") or {}, variables)
    if environment:
        found["environment"] = environment
    if "build" in found and found["build"].get("args"):
        found["build"] = {**found["build"], "args": _filled(found["build"]["args"], variables)}
    dependencies = _dependencies(found)
    if dependencies:
        found["depends_on"] = dependencies
    return found


def _filled(names: Content, variables: Mapping[str, str]) -> Content:
    return {key: variables.get(key) if value is None else value for key, value in names.items()}


def _dependencies(service: Content) -> Content:
    """Return what a service depends on, also by sharing another's network or volumes."""
    found = dict(service.get("depends_on") or {})
    links = [str(link).partition(":")[0] for link in service.get("links") or ()]
    shared = [str(service[key]) for key in _IMPLIED if str(service.get(key, "")).startswith("service:")]
    files = [str(other) for other in service.get("volumes_from") or ()]
    files = [other.partition(":")[0] for other in files if not other.startswith("container:")]
    for name in (*links, *(mode.partition(":")[2] for mode in shared)):
        found.setdefault(name, {"condition": "service_started", "restart": True, "required": True})
    for name in files:
        found.setdefault(name, {"condition": "service_started", "required": True})
    return found


def _used(kind: str, services: Content) -> set[str]:
    names: set[str] = set()
    for service in services.values():
        build = service.get("build") or {}
        if kind == "networks":
            names |= set(service.get("networks") or {})
        elif kind == "volumes":
            names |= {
                str(mount.get("source"))
                for mount in service.get("volumes") or ()
                if mount.get("type") == "volume"
            }
        else:
            entries = [*(service.get(kind) or ()), *(build.get(kind) or ())]
            names |= {str(entry.get("source")) for entry in entries}
    return names


def _named(resource: Content | None, key: str, project: str) -> Content:
    found = dict(resource or {})
    external = found.get("external")
    if isinstance(external, dict):
        found["name"], found["external"] = external.get("name", key), True
    if not found.get("external"):
        found.pop("external", None)
    found.setdefault("name", key if found.get("external") else f"{project}_{key}")
    return found
