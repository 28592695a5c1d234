"""Makes a Compose model our own: labelled, and apart from everything that is on the engine already."""

import math
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from quaycrane.errors import InputError

_PROBE_SECONDS, _MOST_PROBES = 1, 120
_UNITS = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


def owned(
    model: Mapping[str, Any], project: str, labels: Mapping[str, str], *, at_addresses: bool = False
) -> dict[str, Any]:
    """Return a model whose containers, networks, volumes and images are its own and carry our labels.

    Host ports become free ones, given names and tags become the project's, and probes come each second,
    as many as there were seconds: the same stack, sooner, and beside any other.

    Args:
        model: A resolved model, its variables filled in.
        project: The name of its own.
        labels: What everything in it is marked with.
        at_addresses: Whether a port is published at the address that the model names, else at all of them.

    Raises:
        InputError: It needs a network or volume from outside.
    """
    own: dict[str, Any] = deepcopy(dict(model)) | {"name": project}
    built = {
        service["image"]: f"{project}/{name}".lower()
        for name, service in (own.get("services") or {}).items()
        if service.get("build") and service.get("image")
    }
    for service in (own.get("services") or {}).values():
        _own_service(service, built, labels)
        _free_ports(service, {"host_ip"} if at_addresses else set())
    for kind in ("networks", "volumes"):
        own[kind] = {
            key: _own_store(kind, key, item or {}, labels) for key, item in (own.get(kind) or {}).items()
        }
    filled: dict[str, Any] = _literal(own)
    return filled


def _literal(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value in which Compose finds no variable to fill in."""
    if isinstance(value, dict):
        return {key: _literal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_literal(item) for item in value]
    return value.replace("$", "$$") if isinstance(value, str) else value


def _own_service(service: dict[str, Any], built: Mapping[str, str], labels: Mapping[str, str]) -> None:
    service.pop("container_name", None)
    service["labels"] = {**(service.get("labels") or {}), **labels}
    if service.get("image") in built:
        service["image"] = built[service["image"]]
    if build := service.get("build"):
        build.pop("tags", None)
        build["labels"] = {**(build.get("labels") or {}), **labels}
    if probe := service.get("healthcheck"):
        _own_probe(probe)


def _free_ports(service: dict[str, Any], more: set[str]) -> None:
    """Let the engine choose the host ports of a service."""
    if ports := service.get("ports"):
        kept = (({"target", "protocol"} | more) & port.keys() for port in ports)
        service["ports"] = [{key: port[key] for key in keys} for keys, port in zip(kept, ports, strict=True)]


def _own_probe(probe: dict[str, Any]) -> None:
    """Let probes come each second, and give up after as many seconds as before."""
    interval = _seconds(probe.get("interval") or "30s")
    if interval > _PROBE_SECONDS:
        patience = math.ceil(interval * int(probe.get("retries") or 3))
        probe |= {"interval": f"{_PROBE_SECONDS}s", "retries": min(patience, _MOST_PROBES)}
        probe.pop("start_interval", None)


def _own_store(kind: str, key: str, item: dict[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    if item.get("external"):
        raise InputError(
            f"The {kind.removesuffix('s')} {key} is not the stack's own",
            why="It is external, so the stack comes up only where someone made it before",
            fix="Take `external` out",
        )
    own = {name: value for name, value in item.items() if name != "name"}
    return own | {"labels": {**(own.get("labels") or {}), **labels}}


def _seconds(duration: str) -> float:
    return sum(
        float(count) * _UNITS[unit] for count, unit in re.findall(r"([\d.]+)(h|ms|m|s|us|ns)", str(duration))
    )
