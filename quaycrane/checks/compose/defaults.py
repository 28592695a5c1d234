"""Sets what a content leaves out, once all of it is merged, and holds it against what no schema says."""

from collections.abc import Callable, Iterator
from typing import Any

from quaycrane.checks.compose.positions import Path
from quaycrane.checks.compose.short_forms import is_address

Content = dict[str, Any]


def complete(content: Content) -> None:
    """Set the values that Compose supposes: a build's context, a secret's target, a port's protocol."""
    for service in (content.get("services") or {}).values():
        if not isinstance(service, dict):
            continue
        if isinstance(service.get("build"), dict):
            service["build"].setdefault("context", ".")
        for secret in service.get("secrets") or ():
            secret.setdefault("target", f"/run/secrets/{secret.get('source')}")
        for port in service.get("ports") or ():
            port.setdefault("protocol", "tcp")
            port.setdefault("mode", "ingress")
        for _, device in requested(service):
            if not device.keys() & {"count", "device_ids"}:
                device["count"] = "all"


def requested(service: Content) -> Iterator[tuple[Path, Content]]:
    """Yield each request of a service for devices such as GPUs, with its path in the service."""
    resources = (service.get("deploy") or {}).get("resources") or {}
    place: Path = ("deploy", "resources", "reservations", "devices")
    for index, device in enumerate((resources.get("reservations") or {}).get("devices") or ()):
        yield (*place, index), device
    for index, device in enumerate(service.get("gpus") or ()):
        yield ("gpus", index), device


def hold_to_rules(content: Content, tell: Callable[[Path, str], None]) -> None:
    """Tell what a content holds that goes against a rule of Compose which its schema cannot say."""
    for name, service in (content.get("services") or {}).items():
        for path, what in _of_a_service(service if isinstance(service, dict) else {}):
            tell(("services", name, *path), f"{name}: {what}")
    for name, volume in (content.get("volumes") or {}).items():
        if isinstance(volume, dict) and volume.get("external") is True:
            for key in volume:
                if key not in {"name", "external"} and not key.startswith("x-"):
                    what = f"The volume {name} is external, made elsewhere, and cannot have {key} here"
                    tell(("volumes", name, key), what)
    for kind, keys in (("configs", ("file", "environment", "content")), ("secrets", ("file", "environment"))):
        for name, source in (content.get(kind) or {}).items():
            _hold_source(source if isinstance(source, dict) else {}, (kind, name), keys, tell)


def _of_a_service(service: Content) -> Iterator[tuple[Path, str]]:
    for index, port in enumerate(service.get("ports") or ()):
        address = port.get("host_ip")
        if address is not None and not is_address(str(address)):
            what = f"{address} is no address; write one in digits, such as 127.0.0.1"
            yield ("ports", index, "host_ip"), what
    for index, mount in enumerate(service.get("volumes") or ()):
        if mount.get("type") == "bind" and "source" not in mount:
            yield ("volumes", index, "source"), "a bind mount needs a source, which is a path of this machine"
    for index, watch in enumerate((service.get("develop") or {}).get("watch") or ()):
        if not watch.get("path"):
            yield ("develop", "watch", index, "path"), "path must name what is to be watched"
    for path, device in requested(service):
        if {"count", "device_ids"} <= device.keys():
            yield (*path, "device_ids"), "count and device_ids exclude each other; keep one"


def _hold_source(
    source: Content, path: Path, keys: tuple[str, ...], tell: Callable[[Path, str], None]
) -> None:
    """Tell of a secret or config that does not say where its value is, or says it twice."""
    given = [key for key in keys if key in source]
    what = f"{path[0].rstrip('s') if isinstance(path[0], str) else ''} {path[1]}"
    if len(given) > 1:
        tell((*path, given[1]), f"The {what} has {' and '.join(given)}, which exclude each other; keep one")
    elif not given and not source.keys() & {"driver", "external"}:
        tell(path, f"The {what} needs one of {', '.join(keys)}, or external: true")
    elif path[0] == "secrets" and not (
        source.get("external") or "file" in source or source.get("environment")
    ):
        tell(path, f"The {what} needs file or environment, with a value")
