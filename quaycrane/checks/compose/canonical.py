"""Writes a service, and what it shares with others, in one form: long, typed, in Compose's own words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quaycrane.checks.compose.short_forms import device, mount, ports
from quaycrane.checks.compose.spots import Path
from quaycrane.checks.compose.units import duration, size_bytes
from quaycrane.checks.compose.values import command, hosts, items, labels, mapping, scalar_text, texts

Problems = list[tuple[Path, str]]


def _dependencies(value: object) -> dict[str, dict[str, Any]]:
    if isinstance(value, dict):
        return {
            name: {"condition": "service_started", "required": True, **(item or {})}
            for name, item in value.items()
        }
    return {str(name): {"condition": "service_started", "required": True} for name in items(value)}


def _networks(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {str(name): None for name in items(value)}


def _files(value: object) -> list[dict[str, Any]]:
    found = []
    for item in items(value):
        long = dict(item) if isinstance(item, dict) else {"source": str(item)}
        if isinstance(long.get("mode"), int):
            long["mode"] = f"0{long['mode']:o}"
        found.append(long)
    return found


def _secrets(value: object) -> list[dict[str, Any]]:
    return [{"target": f"/run/secrets/{item.get('source')}", **item} for item in _files(value)]


def _build(value: object) -> dict[str, Any]:
    long = {"context": "."} | value if isinstance(value, dict) else {"context": str(value)}
    if "dockerfile_inline" not in long:
        long.setdefault("dockerfile", "Dockerfile")
    return canonical(long, _BUILD)


def _health(value: object) -> dict[str, Any]:
    long = dict(value) if isinstance(value, dict) else {}
    test = long.get("test")
    if isinstance(test, str):
        long["test"] = ["CMD-SHELL", test]
    elif test and test[0] not in {"CMD", "CMD-SHELL", "NONE"}:
        raise ValueError("healthcheck.test must begin with CMD, CMD-SHELL or NONE")
    return canonical(long, dict.fromkeys(("interval", "timeout", "start_period", "start_interval"), duration))


def _resources(value: object) -> dict[str, Any]:
    return canonical(value, {"memory": size_bytes, "cpus": float, "pids": int})


def _limits(value: object) -> dict[str, Any]:
    return canonical(value, {"limits": _resources, "reservations": _resources})


def _deploy(value: object) -> dict[str, Any]:
    timing = dict.fromkeys(("delay", "window", "monitor"), duration)
    parts = dict.fromkeys(
        ("restart_policy", "update_config", "rollback_config"), lambda v: canonical(v, timing)
    )
    return canonical(value, {"resources": _limits, "labels": labels, "replicas": int, **parts})


def _gpus(value: object) -> object:
    return [{"count": -1}] if value == "all" else value


def _ulimits(value: object) -> dict[str, Any]:
    return {
        name: {part: int(number) for part, number in item.items()} if isinstance(item, dict) else int(item)
        for name, item in (value if isinstance(value, dict) else {}).items()
    }


def _boolean(value: object) -> object:
    words = {"true": True, "yes": True, "y": True, "on": True, "1": True}
    words |= {"false": False, "no": False, "n": False, "off": False, "0": False}
    return words.get(str(value).lower(), value)


def _mounts(value: object) -> list[dict[str, Any]]:
    found = [mount(item) for item in items(value)]
    for item in found:
        size = (item.get("tmpfs") or {}).get("size")
        if size is not None:
            item["tmpfs"] = {**item["tmpfs"], "size": size_bytes(size)}
    return found


def _ports(value: object) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for item in items(value):
        for port in ports(item):
            key = (port.get("host_ip"), port.get("published"), port.get("target"), port["protocol"])
            found.setdefault(key, port)
    return list(found.values())


Form = Callable[[Any], Any]
_BUILD: dict[str, Form] = {
    "args": mapping, "labels": labels, "additional_contexts": labels, "secrets": _files,
    "shm_size": size_bytes, "extra_hosts": hosts, "no_cache": _boolean, "pull": _boolean,
    "ssh": texts, "ulimits": _ulimits, "privileged": _boolean,
}  # fmt: skip
SERVICE: dict[str, Form] = {
    "annotations": mapping, "build": _build, "cap_add": texts, "cap_drop": texts, "command": command,
    "configs": _files, "depends_on": _dependencies, "deploy": _deploy, "dns": texts, "dns_search": texts,
    "devices": lambda value: [device(item) for item in items(value)], "entrypoint": command,
    "environment": mapping, "expose": texts, "external_links": texts, "extra_hosts": hosts,
    "gpus": _gpus, "group_add": texts, "healthcheck": _health, "labels": labels, "links": texts,
    "networks": _networks,
    "ports": _ports, "secrets": _secrets, "security_opt": texts, "sysctls": mapping, "tmpfs": texts,
    "ulimits": _ulimits, "volumes": _mounts, "volumes_from": texts, "stop_grace_period": duration,
    "logging": lambda value: canonical(value, {"options": mapping}),
    **dict.fromkeys(("mem_limit", "mem_reservation", "memswap_limit", "shm_size"), size_bytes),
    **dict.fromkeys(("privileged", "read_only", "init", "tty", "stdin_open", "oom_kill_disable",
                     "attach", "use_api_socket"), _boolean),
    **dict.fromkeys(("scale", "pids_limit", "cpu_shares", "cpu_count", "oom_score_adj",
                     "mem_swappiness"), int),
    **dict.fromkeys(("cpus", "cpu_percent"), float),
    **dict.fromkeys(("cpu_period", "cpu_quota"), scalar_text),
}  # fmt: skip
RESOURCE: dict[str, Form] = {
    "labels": labels, "driver_opts": mapping, "ipam": lambda value: canonical(value, {}),
    **dict.fromkeys(("internal", "attachable", "enable_ipv4", "enable_ipv6"), _boolean),
}  # fmt: skip


def canonical(value: object, forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return a mapping with each value in its form.

    Raises:
        ValueError: A value cannot be brought into its form.
    """
    content = value if isinstance(value, dict) else {}
    formed = {key for key in forms if content.get(key) is not None}
    return {key: forms[key](item) if key in formed else item for key, item in content.items()}


def canonical_service(service: dict[str, Any], path: Path, problems: Problems) -> dict[str, Any]:
    """Return a service in its one form; what cannot be brought into it is left out and told."""
    return dict(_formed(service, path, problems, SERVICE))


def canonical_resource(resource: object, path: Path, problems: Problems) -> dict[str, Any]:
    """Return a network, volume, secret or config in its one form, as `canonical_service` does."""
    return dict(_formed(resource if isinstance(resource, dict) else {}, path, problems, RESOURCE))


def _formed(
    content: dict[str, Any], path: Path, problems: Problems, forms: Mapping[str, Form]
) -> Iterator[tuple[str, Any]]:
    for key, item in content.items():
        try:
            yield key, forms[key](item) if key in forms and item is not None else item
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
            problems.append(((*path, key), str(error)))
