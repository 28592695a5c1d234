"""Writes a service, and what it shares with others, in one form: long, typed, in Compose's own words."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quaycrane.checks.compose.casts import boolean, whole
from quaycrane.checks.compose.positions import Path, dotted
from quaycrane.checks.compose.short_forms import cleaned
from quaycrane.checks.compose.units import duration, size_bytes
from quaycrane.checks.compose.values import command, hosts, items, labels, mapping, scalar_text, texts

Problems = list[tuple[Path, str]]


def _files(value: object) -> list[dict[str, Any]]:
    return [canonical(item, {"mode": _rights, "uid": str, "gid": str}) for item in items(value)]


def _rights(value: object) -> str:
    number = value if isinstance(value, int) else int(str(value), 8)
    return f"0{number:o}"


def _build(value: dict[str, Any]) -> dict[str, Any]:
    given = {"dockerfile", "dockerfile_inline"} & set(value)
    return canonical(value if given else {**value, "dockerfile": "Dockerfile"}, _BUILD)


def _health(value: object) -> dict[str, Any]:
    long = dict(value) if isinstance(value, dict) else {}
    test = long.get("test")
    if isinstance(test, str):
        long["test"] = ["CMD-SHELL", test]
    elif test and test[0] not in {"CMD", "CMD-SHELL", "NONE"}:
        raise ValueError("test must begin with CMD, CMD-SHELL or NONE")
    times = dict.fromkeys(("interval", "timeout", "start_period", "start_interval"), duration)
    return canonical(long, {"retries": _no_less_than_zero, **times})


def _no_less_than_zero(value: object) -> object:
    if isinstance(value, int | float) and value < 0:
        raise ValueError(f"{value} is less than 0")
    return value


def _whole(value: object) -> int:
    return whole(value) if isinstance(value, str) else int(value)  # type: ignore[call-overload] # or it raises, which is told


def _device(value: object) -> dict[str, Any]:
    return canonical(value, {"count": _count, "options": labels})


def _count(value: object) -> int:
    text = str(value).lower()
    if text != "all" and not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(f"count must be a number or all, not {value!r}")
    return -1 if text == "all" else int(text)


def _requests(value: object) -> list[dict[str, Any]]:
    return [_device(item) for item in items(value)]


def _resources(value: object) -> dict[str, Any]:
    resources = canonical(value, {"memory": size_bytes, "cpus": float, "pids": int, "devices": _requests})
    return {key: item for key, item in resources.items() if item not in _NOTHING}


def _limits(value: object) -> dict[str, Any]:
    return canonical(value, {"limits": _resources, "reservations": _resources})


def _deploy(value: object) -> dict[str, Any]:
    timing = dict.fromkeys(("delay", "window", "monitor"), duration)
    parts = dict.fromkeys(
        ("restart_policy", "update_config", "rollback_config"), lambda v: canonical(v, timing)
    )
    return canonical(value, {"resources": _limits, "labels": labels, "replicas": int, **parts})


def _ulimits(value: object) -> dict[str, Any]:
    return {
        name: {part: _whole(number) for part, number in item.items() if _whole(number)}
        if isinstance(item, dict)
        else _whole(item) or {}
        for name, item in (value if isinstance(value, dict) else {}).items()
    }


def _texts(value: dict[str, Any]) -> dict[str, str | None]:
    for key, item in value.items():
        if isinstance(item, bool):
            raise ValueError(f"{key} must be a text; put it in quotes")  # noqa: TRY004 - as above
    return labels(value)


def _hook(value: object) -> dict[str, Any]:
    return canonical(value, {"command": command, "environment": _variables, "privileged": _switch})


def _hooks(value: object) -> list[dict[str, Any]]:
    return [_hook(item) for item in items(value)]


def _develop(value: object) -> dict[str, Any]:
    return canonical(
        value, {"watch": lambda found: [canonical(one, {"exec": _hook}) for one in items(found)]}
    )


def _provider(value: object) -> dict[str, Any]:
    return canonical(value, {"options": _options})


def _options(value: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [scalar_text(one) for one in items(found)] for name, found in value.items()}


def _networks(value: dict[str, Any]) -> dict[str, Any]:
    forms: dict[str, Form] = {"driver_opts": labels}
    return {name: canonical(item, forms) if isinstance(item, dict) else None for name, item in value.items()}


def _throttled(value: dict[str, Any]) -> dict[str, Any]:
    """Return limits of block devices, whose keys Compose writes large."""
    if isinstance(value.get("weight"), str):
        raise ValueError("weight must be a number, without quotes")  # noqa: TRY004 - told to an author
    return {
        key: [_large(one) for one in item] if isinstance(item, list) else item for key, item in value.items()
    }


def _large(value: dict[str, Any]) -> dict[str, Any]:
    return {key.title(): size_bytes(item) if key == "rate" else item for key, item in value.items()}


def _switch(value: object) -> object:
    return boolean(value) if isinstance(value, str) else value


def _variables(value: object) -> dict[str, str | None]:
    for item in value if isinstance(value, list) else ():
        name = str(item).partition("=")[0]
        if name[-1:].isspace():
            raise ValueError(f"The name of a variable ends in a space: {name!r}; write A=1 without spaces")
    return mapping(value)


def _size(value: object) -> str | None:
    return None if isinstance(value, float) else size_bytes(value)  # Compose passes a fraction over


def _mount(value: dict[str, Any]) -> dict[str, Any]:
    found = canonical(value, {"tmpfs": lambda how: canonical(how, {"size": _size}), "target": cleaned})
    return {key: item for key, item in found.items() if item is not False}


def _port(value: dict[str, Any]) -> dict[str, Any]:
    if int(value.get("target", 0)) < 0:
        raise ValueError(f"There is no port {value['target']}")
    return canonical(value, {"published": scalar_text, "target": int})


Form = Callable[[Any], Any]
_BUILD: dict[str, Form] = {
    "args": _variables, "labels": labels, "additional_contexts": labels, "secrets": _files,
    "shm_size": _size, "extra_hosts": hosts, "no_cache": _switch, "pull": _switch,
    "ulimits": _ulimits, "privileged": _switch, "ssh": list,
    **dict.fromkeys(("cache_from", "cache_to", "tags", "platforms"), items),
}  # fmt: skip
SERVICE: dict[str, Form] = {
    "annotations": labels, "blkio_config": _throttled,
    "build": _build, "command": command, "configs": _files, "deploy": _deploy,
    "develop": _develop, "post_start": _hooks, "pre_stop": _hooks, "provider": _provider,
    "dns_search": items, "entrypoint": command, "environment": _variables, "expose": texts,
    "extra_hosts": hosts, "gpus": _requests, "group_add": texts, "healthcheck": _health, "labels": labels,
    "networks": _networks,
    "ports": lambda value: [_port(item) for item in items(value)], "secrets": _files, "sysctls": labels,
    "tmpfs": items, "ulimits": _ulimits, "volumes": lambda value: [_mount(item) for item in items(value)],
    "stop_grace_period": duration, "storage_opt": _texts,
    "logging": lambda value: canonical(value, {"options": labels}),
    **dict.fromkeys(("mem_limit", "mem_reservation", "memswap_limit", "shm_size", "mem_swappiness"), _size),
    **dict.fromkeys(("privileged", "read_only", "init", "tty", "stdin_open", "oom_kill_disable",
                     "attach", "use_api_socket"), _switch),
    **dict.fromkeys(("scale", "pids_limit", "cpu_shares", "cpu_count", "oom_score_adj",
                     "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime"), int),
    **dict.fromkeys(("cpus", "cpu_percent"), float),
}  # fmt: skip
_NUMBERS = {
    key for key in SERVICE if key.startswith(("cpu", "mem", "pids", "shm", "oom_score"))
}  # fmt: skip
_NOTHING = (0, "0")
RESOURCE: dict[str, Form] = {
    "labels": labels, "driver_opts": labels, "ipam": lambda value: canonical(value, {}),
    **dict.fromkeys(("internal", "attachable", "enable_ipv4", "enable_ipv6"), _switch),
}  # fmt: skip


def canonical(value: object, forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return a mapping with each value in its form.

    Raises:
        ValueError: A value cannot be brought into its form.
    """
    content = value if isinstance(value, dict) else {}
    formed = {
        key: forms[key](item) if key in forms and item is not None else item for key, item in content.items()
    }
    return {key: item for key, item in formed.items() if item != ""}


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
            formed = forms[key](item) if key in forms and item is not None else item
            if formed != "" and not (formed in _NOTHING and key in _NUMBERS):
                yield key, formed
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
            problems.append(((*path, key), f"{dotted((*path, key))}: {error}"))
