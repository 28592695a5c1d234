"""Makes a project of loaded content: names, default network, environment files, what is used."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from quaycrane.checks.compose.canonical import Problems, canonical_resource, canonical_service
from quaycrane.checks.compose.dotenv import variables_of
from quaycrane.checks.compose.events import NotReadError
from quaycrane.checks.compose.interpolate import InterpolationError, substitute
from quaycrane.checks.compose.load import Load
from quaycrane.checks.compose.long_forms import SHARED
from quaycrane.checks.compose.paths import Ground
from quaycrane.checks.compose.reader import read

Content = dict[str, Any]
_NAME = "COMPOSE_PROJECT_NAME"
_IMPLIED = ("network_mode", "ipc", "pid", "uts", "cgroup")


def project_name(texts: Sequence[str], variables: Mapping[str, str], folder: Path, given: str = "") -> str:
    """Return the name of a project: what was given, what a variable or a text says, else the folder's.

    Args:
        texts: The files' texts, before anything is filled in.
        variables: What they see.
        folder: The project's folder.
        given: What the caller says.
    """
    chosen = given or variables.get(_NAME, "")
    if chosen:
        return chosen
    said = ""
    for text in texts:
        with suppress(NotReadError):
            for document in read(text):
                name = document.value.get("name") if isinstance(document.value, dict) else None
                said = name if isinstance(name, str) and name else said
    with suppress(InterpolationError):
        said = said and (substitute(said, variables) or " ")
    return normal(said or folder.name)


def normal(name: str) -> str:
    """Return a name in the signs that a project's name may have."""
    return re.sub(r"[^-_a-z0-9]", "", name.lower()).lstrip("_-")


def assembled(content: Content, name: str, ground: Ground | None, load: Load) -> Content:
    """Return the model as `docker compose config` writes it.

    Args:
        content: What was loaded, in long forms.
        name: The project's name.
        ground: Where `env_file` and `label_file` may be read; None reads none.
        load: What variables there are, and what is told of what cannot be brought into its form.
    """
    wrong: Problems = []
    services = {
        key: _service(canonical_service(item, ("services", key), wrong), key, ground, load)
        for key, item in (content.get("services") or {}).items()
        if isinstance(item, dict)
    }
    model: Content = {key: item for key, item in content.items() if key.startswith("x-")}
    model |= {"name": name, "services": services, **_shared(content, services, name, wrong)}
    for path, what in wrong:
        load.tell(path, what)
    return model


def _shared(content: Content, services: Content, project: str, wrong: Problems) -> Content:
    """Return the networks, volumes, secrets and configs that are used, each with its name."""
    model: Content = {}
    for kind in SHARED:
        declared = dict(content.get(kind) or {})
        used = _used(kind, services)
        if kind == "networks" and "default" in used:
            declared.setdefault("default", {})
        kept = {
            key: _named(canonical_resource(item, (kind, key), wrong), item or {}, key, project)
            for key, item in declared.items()
        }
        kept = {key: item for key, item in kept.items() if key in used}
        if kept:
            model[kind] = kept
    return model


def _service(service: Content, name: str, ground: Ground | None, load: Load) -> Content:
    cleaned = {key: item for key, item in service.items() if item is not None and not key.startswith("x-")}
    if not any(cleaned.get(key) for key in ("networks", "network_mode", "provider")):
        cleaned["networks"] = {"default": None}
    if cleaned.get("pull_policy") == "if_not_present":
        cleaned["pull_policy"] = "missing"
    own = _filled(cleaned.get("environment") or {}, load.variables)
    known = {key: value for key, value in own.items() if value is not None}
    read_in: dict[str, str] = dict(known)
    for file in cleaned.pop("env_file", []):
        _read_in(file, {**known, **load.variables}, read_in, _Naming(name, "env_file", ground, load))
    labelled: dict[str, str] = {}
    for place in cleaned.pop("label_file", []):
        own_labels: dict[str, str] = {}
        _read_in({"path": place}, dict(labelled), own_labels, _Naming(name, "label_file", ground, load))
        labelled |= own_labels
    whole = {"environment": {**read_in, **own}, "labels": {**labelled, **cleaned.get("labels", {})}}
    cleaned |= {key: item for key, item in whole.items() if item}
    if "build" in cleaned and cleaned["build"].get("args"):
        args = _filled(cleaned["build"]["args"], load.variables)
        cleaned["build"] = {
            **cleaned["build"], "args": {key: value for key, value in args.items() if value is not None}
        }  # fmt: skip
    dependencies = _dependencies(cleaned)
    if dependencies:
        cleaned["depends_on"] = dependencies
    scale, deploy = cleaned.get("scale"), cleaned.get("deploy")
    if scale is not None and isinstance(deploy, dict):
        cleaned["deploy"] = {"replicas": scale, **deploy}
    return cleaned


class _Naming(NamedTuple):
    """Where files are named, what may be read, and who is told of what is wrong in them."""

    service: str
    key: str
    ground: Ground | None
    load: Load

    def tell(self, what: str) -> None:
        self.load.tell(("services", self.service, self.key), what)


def _read_in(file: Content, outer: dict[str, str], variables: dict[str, str], naming: _Naming) -> None:
    """Add what a file of variables or labels says."""
    how, path = file.get("format") or "", Path(file["path"])
    if naming.ground is None:
        return
    try:
        text = naming.ground.read(path)
    except ValueError as error:
        if file.get("required", True):
            naming.tell(str(error))
        return
    if how not in {"", "raw"}:
        naming.tell(f"{how} is no format of an env_file; write raw, or leave it out")
        return
    try:
        variables_of(text, outer, variables, raw=how == "raw")
    except ValueError as error:
        naming.tell(f"In {path.name}, {error}")


def _filled(names: Content, variables: Mapping[str, str]) -> Content:
    return {key: variables.get(key) if value is None else value for key, value in names.items()}


def _dependencies(service: Content) -> Content:
    """Return what a service depends on, also by sharing another's network or volumes."""
    dependencies = dict(service.get("depends_on") or {})
    links = [str(link).partition(":")[0] for link in service.get("links") or ()]
    shared = [str(service[key]) for key in _IMPLIED if str(service.get(key, "")).startswith("service:")]
    files = [str(other) for other in service.get("volumes_from") or ()]
    files = [other.partition(":")[0] for other in files if not other.startswith("container:")]
    for name in (*links, *(mode.partition(":")[2] for mode in shared)):
        dependencies.setdefault(name, {"condition": "service_started", "restart": True, "required": True})
    for name in files:
        dependencies.setdefault(name, {"condition": "service_started", "required": True})
    return dependencies


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


def _named(resource: Content, declared: Content, key: str, project: str) -> Content:
    named = {part: item for part, item in resource.items() if part != "external" or item}
    if "name" not in declared:
        named["name"] = key if named.get("external") else f"{project}_{key}"
    return named
