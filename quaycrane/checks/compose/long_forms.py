"""Writes the short forms of a content out, in place of them: what is merged later has one form to meet."""

from collections.abc import Callable
from typing import Any

from quaycrane.checks.compose import short_forms
from quaycrane.checks.compose.positions import Path, dotted
from quaycrane.checks.compose.values import items, scalar_text

Content = dict[str, Any]
Tell = Callable[..., None]
SHARED = ("networks", "volumes", "secrets", "configs")
MOST_PORTS = 70_000


def write_out(content: Content, tell: Tell) -> None:
    """Bring a content that fits the schema into long forms.

    Args:
        content: It is changed.
        tell: Is told of each value that cannot be written out, with its path; it is left out.
    """
    count = 0
    for name, service in (content.get("services") or {}).items():
        if isinstance(service, dict) and count <= MOST_PORTS:
            _service(service, ("services", name), tell)
            count += len(service.get("ports") or ())
    if count > MOST_PORTS:
        tell(("services",), f"There are more than {MOST_PORTS:,} ports", "Publish fewer", beyond=True)
    for kind in SHARED:
        for name, resource in (content.get(kind) or {}).items():
            if isinstance(resource, dict):
                _external(resource, (kind, name), tell)


def _service(service: Content, path: Path, tell: Tell) -> None:
    for key, form in _WHOLE.items():
        if service.get(key) is not None:
            try:
                service[key] = form(service[key])
            except ValueError as error:
                tell((*path, key), f"{dotted((*path, key))}: {error}")
                del service[key]
    for key, one in _EACH.items():
        if isinstance(service.get(key), list):
            service[key] = list(_each(service[key], one, (*path, key), tell))
    if isinstance(service.get("dns"), list):
        service["dns"] = [one for one in service["dns"] if one]
    if isinstance(service.get("build"), dict):
        _build(service["build"], (*path, "build"), tell)
    for watch in (service.get("develop") or {}).get("watch") or ():
        watch |= {key: items(watch[key]) for key in ("ignore", "include") if isinstance(watch.get(key), str)}


def _each(entries: list[Any], form: Callable[[Any], list[Any]], path: Path, tell: Tell) -> list[Any]:
    forms: list[Any] = []
    for index, entry in enumerate(entries):
        try:
            forms += form(entry)
        except ValueError as error:
            tell((*path, index), f"{dotted((*path, index))}: {error}")
        if len(forms) > MOST_PORTS:
            break
    return forms


def _ports(entry: object) -> list[Any]:
    if isinstance(entry, float):
        raise ValueError(f"{entry} is no port number")  # noqa: TRY004 - told to the author of a file
    return [entry] if isinstance(entry, dict) else list(short_forms.ports(scalar_text(entry)))


def _mounts(entry: object) -> list[Any]:
    return [short_forms.mount(entry) if isinstance(entry, str) else entry]


def _devices(entry: object) -> list[Any]:
    return [short_forms.device(entry) if isinstance(entry, str) else entry]


def _files(entry: object) -> list[Any]:
    return [{"source": entry} if isinstance(entry, str) else entry]


def _env_files(value: object) -> list[Any]:
    return [
        {"required": True, **(item if isinstance(item, dict) else {"path": item})} for item in items(value)
    ]


def _dependencies(value: object) -> Content:
    started = {"condition": "service_started", "required": True}
    if isinstance(value, dict):
        return {name: {**started, **item} for name, item in value.items()}
    return {str(name): dict(started) for name in items(value)}


def _names(value: object) -> object:
    return {str(name): None for name in value} if isinstance(value, list) else value


def _gpus(value: object) -> object:
    return [{"count": "all"}] if isinstance(value, str) else value


def _build(build: Content, path: Path, tell: Tell) -> None:
    if isinstance(build.get("secrets"), list):
        build["secrets"] = _each(build["secrets"], _files, (*path, "secrets"), tell)
    for key, form in (("additional_contexts", _pair), ("ssh", _key)):
        if isinstance(build.get(key), list):
            build[key] = dict(_each(build[key], form, (*path, key), tell))
    build |= {key: scalar_text(build[key]) for key in ("provenance", "sbom") if build.get(key) is not None}


def _pair(entry: object) -> list[Any]:
    name, equals, value = str(entry).partition("=")
    if not equals:
        raise ValueError(f"{name} is no context such as name=path")
    return [(name, value)]


def _key(entry: object) -> list[Any]:
    name, equals, value = str(entry).partition("=")
    if not equals and name != "default":
        raise ValueError(f"{name} is no key such as default or name=path")
    return [(name, value if equals else None)]


def _external(resource: Content, path: Path, tell: Tell) -> None:
    external = resource.get("external")
    if not isinstance(external, dict):
        return
    resource["external"] = True
    if "name" in external and resource.setdefault("name", external["name"]) != external["name"]:
        tell((*path, "external"), "name and external.name differ; keep name alone")


_WHOLE: dict[str, Callable[[Any], Any]] = {
    "build": lambda value: {"context": value} if isinstance(value, str) else value,
    "depends_on": _dependencies,
    "dns": items,
    "env_file": _env_files,
    "gpus": _gpus,
    "label_file": items,
    "models": _names,
    "networks": _names,
}
_EACH: dict[str, Callable[[Any], list[Any]]] = {
    "configs": _files,
    "devices": _devices,
    "ports": _ports,
    "secrets": _files,
    "volumes": _mounts,
}
