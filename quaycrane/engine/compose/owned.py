"""Makes a Compose model our own: labelled, and apart from everything that is on the engine already."""

import math
import re
import secrets
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from quaycrane.engine.connection.waiting import patient
from quaycrane.errors import InputError

_PROBE_SECONDS, _MOST_PROBES = 1, 120
_FIRST_PORT, _PORTS = 20_000, 10_000  # below those that systems give away by themselves
_UNITS = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


@dataclass(frozen=True)
class Fixed:
    """What takes the place of the names and host ports that a model fixes, the same in each copy of it.

    Copies then collide where they would by hand, and meet nothing else that is on the engine.
    """

    _token: str = field(default_factory=lambda: f"quaycrane-{secrets.token_hex(4)}")
    _ports: dict[str, int] = field(default_factory=dict)

    def name(self, given: str) -> str:
        """Return the name in the place of a given one."""
        return f"{self._token}-{given}"

    def given(self, name: str) -> str:
        """Return the given name in whose place a name stands; another one as it is."""
        return name.removeprefix(f"{self._token}-")

    def port(self, given: str) -> int:
        """Return the host port in the place of a given one."""
        if given not in self._ports:
            self._ports[given] = _FIRST_PORT + secrets.randbelow(_PORTS)
        return self._ports[given]


def owned(
    model: Mapping[str, Any],
    project: str,
    labels: Mapping[str, str],
    *,
    at_addresses: bool = False,
    fixed: Fixed | None = None,
) -> dict[str, Any]:
    """Return a model whose containers, networks, volumes and images are its own and carry our labels.

    Host ports become free ones, given names and tags become the project's, and probes come each second,
    as many as there were seconds: the same stack, sooner, and beside any other. What it prints can be read.
    A name that no neighbour has is not found, whatever servers the machine would ask.

    Args:
        model: A resolved model, its variables filled in.
        project: The name of its own.
        labels: What everything in it is marked with.
        at_addresses: Whether a port is published at the address that the model names, else at all of them.
        fixed: What takes the place of given names and host ports; None for nothing.

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
        _ask_nobody(service)
        _own_ports(service, {"host_ip"} if at_addresses else set(), fixed)
        if (given := service.pop("container_name", None)) and fixed:
            service["container_name"] = fixed.name(given)
    before = str(model.get("name") or "")
    for kind in ("networks", "volumes"):
        own[kind] = {
            key: _own_store(kind, key, item or {}, labels) | _fixed_name(before, key, item or {}, fixed)
            for key, item in (own.get(kind) or {}).items()
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
    service.pop("logging", None)
    service["labels"] = {**(service.get("labels") or {}), **labels}
    if service.get("image") in built:
        service["image"] = built[service["image"]]
    if build := service.get("build"):
        build.pop("tags", None)
        build["labels"] = {**(build.get("labels") or {}), **labels}
    if probe := service.get("healthcheck"):
        _own_probe(probe)


def _ask_nobody(service: dict[str, Any]) -> None:
    """Let a service look for names among its neighbours, and ask no server outside for the others."""
    if service.get("network_mode", "bridge") == "bridge":
        service.setdefault("dns", ["127.0.0.1"])


def _own_ports(service: dict[str, Any], more: set[str], fixed: Fixed | None) -> None:
    """Let the engine choose the host ports of a service, or put others in their place."""
    ports = service.get("ports") or ()
    kept = [{key: port[key] for key in ({"target", "protocol"} | more) & port.keys()} for port in ports]
    for port, own in zip(ports, kept, strict=True):
        published = str(port.get("published") or "")
        if fixed and published.isdecimal():
            own["published"] = str(fixed.port(published))
    if kept:
        service["ports"] = kept


def _fixed_name(project: str, key: str, item: Mapping[str, Any], fixed: Fixed | None) -> dict[str, str]:
    """Return the name of a network or volume where the model gives it one that is not the project's."""
    given = str(item.get("name") or "")
    return {"name": fixed.name(given)} if fixed and given not in ("", f"{project}_{key}") else {}


def _own_probe(probe: dict[str, Any]) -> None:
    """Let probes come each second, and give up after as many seconds as before; seconds of a real machine."""
    interval = _seconds(probe.get("interval") or "30s")
    if interval > _PROBE_SECONDS:
        patience = math.ceil(interval * int(probe.get("retries") or 3))
        probe |= {"interval": f"{_PROBE_SECONDS}s", "retries": min(patience, _MOST_PROBES)}
        probe.pop("start_interval", None)
    if patient(1) > 1:  # probes each second leave a slow engine no time for what they ask about
        for name, usual in (("interval", "30s"), ("timeout", "30s"), ("start_period", "0s")):
            probe[name] = f"{math.ceil(patient(_seconds(probe.get(name) or usual)))}s"


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
