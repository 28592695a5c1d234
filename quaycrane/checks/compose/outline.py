"""Tells a Compose file line by line: what each line comes to, once Compose has resolved it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose import services as known
from quaycrane.checks.compose.positions import Path
from quaycrane.checks.compose.resolve import Resolved

_MOST_NAMES = 6
_LONGEST = 90
_UNITS = ("bytes", "KiB", "MiB", "GiB")
_STEP = 1024

Told = tuple[Path, str, str]
"""Where in the model, what it is, and what it comes to."""


@dataclass(frozen=True)
class OutlineRow:
    """One line of a file.

    Attributes:
        line: Where it stands.
        what: What of the model it says: a service, or ``service: port``.
        means: What it comes to.
    """

    line: int
    what: str
    means: str


def outline(resolved: Resolved, folder: FilePath) -> tuple[OutlineRow, ...]:
    """Return what the lines of a file come to, in their order; what another file says is left out.

    Args:
        resolved: The file as it is understood.
        folder: The project's folder: paths below it are told from there.
    """
    told = [*_services(resolved.services), *_stores(resolved.model)]
    below = re.compile(rf"(?<!\S){re.escape(str(folder.absolute()))}(?=/|$|\s)")
    rows = (
        OutlineRow(resolved.line(*path), what, _short(below.sub(".", means)))
        for path, what, means in told
        if path in resolved.positions.lines
    )
    return tuple(sorted(rows, key=lambda row: row.line))


def _services(services: Mapping[str, Any]) -> Iterator[Told]:
    for name, service in services.items():
        above: Path = ("services", name)
        build = service.get("build")
        made = f"built from {build.get('context', '.')}" if build else f"image {service.get('image')}"
        yield (
            above,
            f"service {name}",
            made if build or service.get("image") else "no image, no build",
        )
        for key, what, means in (*_parts(service), *_settings(service)):
            yield (*above, *key), f"{name}: {what}", means


def _parts(service: known.Service) -> Iterator[Told]:
    """Yield what a service has several of."""
    for place, port in enumerate(service.get("ports") or ()):
        yield ("ports", place), "port", _port(port)
    for place, mount in known.mounts(service):
        kind = "" if mount.get("type") == "bind" else str(mount.get("type"))
        given = f"{kind} {mount.get('source') or 'without a name'}".strip()
        only = ", read-only" if mount.get("read_only") else ""
        yield ("volumes", place), "mount", f"{given} at {mount.get('target')}{only}"
    for other, how in (service.get("depends_on") or {}).items():
        condition = str(how.get("condition", "")).removeprefix("service_")
        until = {"completed_successfully": "it has ended well"}.get(condition, f"it is {condition}")
        yield ("depends_on", other), "order", f"waits for {other} until {until}"


def _settings(service: known.Service) -> Iterator[Told]:
    """Yield what a service has one of."""
    if environment := service.get("environment"):
        yield ("environment",), "environment", _names(environment)
    if networks := service.get("networks"):
        yield ("networks",), "networks", _names(networks)
    if probe := service.get("healthcheck"):
        off = probe.get("disable") or (probe.get("test") or [""])[0] == "NONE"
        yield ("healthcheck",), "health", "not asked" if off else _probe(probe)
    for key in ("secrets", "configs"):
        if given := service.get(key):
            yield (key,), key, _names([str(one.get("source")) for one in given])
    for key in ("restart", "user", "network_mode"):
        if service.get(key):
            yield (key,), key.replace("_", " "), str(service[key])
    if limit := service.get("mem_limit"):
        yield ("mem_limit",), "memory", f"at most {_bytes(limit)}"
    for key, value in (((service.get("deploy") or {}).get("resources") or {}).get("limits") or {}).items():
        shown = _bytes(value) if key == "memory" else str(value)
        yield ("deploy", "resources", "limits", key), key, f"at most {shown}"


def _stores(model: Mapping[str, Any]) -> Iterator[Told]:
    for name, network in (model.get("networks") or {}).items():
        internal = (network or {}).get("internal")
        yield ("networks", name), f"network {name}", "internal: no way out of it" if internal else "a bridge"
    for name in model.get("volumes") or ():
        yield ("volumes", name), f"volume {name}", "outlives the containers"
    for kind in ("secrets", "configs"):
        for name, item in (model.get(kind) or {}).items():
            source = (item or {}).get("file") or (item or {}).get("environment") or "text of this file"
            yield (kind, name), f"{kind.removesuffix('s')} {name}", f"from {source}"


def _port(port: Any) -> str:  # noqa: ANN401 - any YAML
    if not isinstance(port, dict):
        return str(port)
    if not port.get("published"):
        return f"a free port of the host → {port.get('target')}"
    address = str(port.get("host_ip") or "")
    where = "for this machine alone" if known.is_loopback(address) else address or "for every machine"
    return f"{port['published']} → {port.get('target')}, {where}"


def _probe(probe: Mapping[str, Any]) -> str:
    test = [str(word) for word in probe.get("test") or ()]
    asked = " ".join(test[1:] if test[:1] in (["CMD"], ["CMD-SHELL"]) else test) or "as the image asks"
    return f"{asked}, every {probe.get('interval') or '30s'}"


def _names(names: Any) -> str:  # noqa: ANN401 - a list or mapping of names
    listed = [str(name) for name in names]
    more = f" and {len(listed) - _MOST_NAMES} more" if len(listed) > _MOST_NAMES else ""
    return ", ".join(listed[:_MOST_NAMES]) + more


def _bytes(value: object) -> str:
    text = str(value)
    if not text.isdecimal():
        return text
    number, unit = float(text), 0
    while number >= _STEP and unit < len(_UNITS) - 1:
        number, unit = number / _STEP, unit + 1
    return f"{number:g} {_UNITS[unit]}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
