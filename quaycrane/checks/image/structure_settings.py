"""Metadata tests in the words of container-structure-test."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAMES = {"entrypoint": "Entrypoint", "cmd": "Cmd", "workdir": "WorkingDir", "user": "User"}


def settings_differ(settings: Mapping[str, Any], test: Mapping[str, Any]) -> Iterator[str]:
    """Yield one sentence for each setting that is not as a ``metadataTest`` says."""
    variables = dict(pair.partition("=")[::2] for pair in settings.get("Env") or [])
    for key, there in (("envVars", variables), ("labels", settings.get("Labels") or {})):
        for pair in test.get(key) or []:
            value, wanted = there.get(pair["key"]), str(pair["value"])
            right = re.fullmatch(wanted, value or "") if pair.get("isRegex") else value == wanted
            if value is None or not right:
                yield f"{key} {pair['key']} is {value!r}"
    ports = {port.removesuffix("/tcp") for port in settings.get("ExposedPorts") or {}}
    volumes = set(settings.get("Volumes") or {})
    for key, found, is_wanted in (
        ("exposedPorts", ports, True), ("unexposedPorts", ports, False),
        ("volumes", volumes, True), ("unmountedVolumes", volumes, False),
    ):  # fmt: skip
        for one in map(str, test.get(key) or []):
            if (one in found) != is_wanted:
                yield f"{key}: {one} is {'' if one in found else 'not '}among {sorted(found)}"
    for key, name in {
        "entrypoint": "Entrypoint",
        "cmd": "Cmd",
        "workdir": "WorkingDir",
        "user": "User",
    }.items():
        set_to = settings.get(name) or ([] if key in {"entrypoint", "cmd"} else "")
        if key in test and set_to != test[key]:
            yield f"{key} is {set_to!r}"
