"""What the policy permits: each key of Compose's model with what its value may be."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

# What a container has anyway: to drop all and give back some of these is hardening, no gain.
DEFAULT_CAPABILITIES = {
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
    "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
}  # fmt: skip
_MOST_REPLICAS = 10
_ELSEWHERE = re.compile(r"://|^~|^[\w.-]+@|^(github\.com|git:)")
"""How a path begins that is another person's folder, or none on this machine."""


@dataclass(frozen=True)
class Ground:
    """What a submission may touch.

    Attributes:
        folder: Its own folder.
        variables: The environment variables that its secrets and configs may hold.
    """

    folder: PurePosixPath
    variables: frozenset[str]


Judge = Callable[[object, Ground], str]


def _anything(_: object, __: Ground) -> str:
    return ""


def _inside(value: object, ground: Ground) -> str:
    """Permit a path below the submission's folder."""
    path = PurePosixPath(posixpath.normpath(posixpath.join(str(ground.folder), str(value))))
    inside = path.is_relative_to(ground.folder) and not _ELSEWHERE.search(str(value))
    return "" if inside else f"{value} lies outside of the submission"


def _one_of(*words: str) -> Judge:
    def judge(value: object, _: Ground) -> str:
        return "" if value in words else f"{value} is not permitted, only {', '.join(words)}"

    return judge


def _default_capability(value: object, _: Ground) -> str:
    name = str(value).upper().removeprefix("CAP_")
    return "" if name in DEFAULT_CAPABILITIES else f"the capability {name} is more than a container has"


def _no_new_privileges(value: object, _: Ground) -> str:
    permitted = str(value) in {"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"}
    return "" if permitted else f"the security option {value} is not permitted, only no-new-privileges"


def _network_mode(value: object, _: Ground) -> str:
    permitted = value in ("none", "bridge") or str(value).startswith("service:")
    return "" if permitted else f"the mode {value} leaves the submission's own networks"


def _own_service(value: object, _: Ground) -> str:
    return f"{value} is no service of the submission" if str(value).startswith("container:") else ""


def _replicas(value: object, _: Ground) -> str:
    few = isinstance(value, int) and value <= _MOST_REPLICAS
    return "" if few else f"{value} is more than {_MOST_REPLICAS}"


def _host(value: object, _: Ground) -> str:
    return "host-gateway reaches the host" if "host-gateway" in str(value) else ""


def _hosts(value: object, ground: Ground) -> str:
    items = value if isinstance(value, list) else [value]
    return next((reason for item in items if (reason := _host(item, ground))), "")


def _variable(value: object, ground: Ground) -> str:
    return "" if str(value) in ground.variables else f"the variable {value} is not the submission's"


def _extra_context(value: object, ground: Ground) -> str:
    text = str(value)
    if text.startswith("service:"):
        return ""
    return _inside(value, ground)


def _mount(value: object, ground: Ground) -> str:
    if not isinstance(value, dict):
        return "it is no mapping"
    unknown = set(value) - {
        "type", "source", "target", "read_only", "volume", "bind", "tmpfs", "consistency",
    }  # fmt: skip
    bind = value.get("bind") or {}
    if unknown or value.get("type") not in {"volume", "bind", "tmpfs"}:
        return f"a mount of type {value.get('type')} is not permitted"
    if value.get("type") == "bind":
        if set(bind) - {"create_host_path", "selinux"}:
            return f"{', '.join(sorted(set(bind)))} is not permitted"
        return _inside(value.get("source", ""), ground)
    if str(value.get("source") or "").startswith(("/", ".", "~")):
        return f"{value['source']} is no volume of the submission"
    return ""


_LOGGING = {
    "driver": _one_of("json-file", "local", "none"),
    "options": {"max-size": _anything, "max-file": _anything},
}
_RESOURCES = {"cpus": _anything, "memory": _anything, "pids": _anything}
_DEPLOY = {
    "mode": _one_of("replicated", "global"),
    "replicas": _replicas,
    "resources": {"limits": _RESOURCES, "reservations": _RESOURCES},
    "restart_policy": _anything,
    "update_config": _anything,
    "rollback_config": _anything,
    "endpoint_mode": _anything,
    "labels": _anything,
    "placement": None,
}
_BUILD = {
    "context": _inside,
    "dockerfile": _inside,
    "dockerfile_inline": _anything,
    "args": _anything,
    "target": _anything,
    "labels": _anything,
    "network": _one_of("default", "none"),
    "secrets": _anything,
    "additional_contexts": {"*": _extra_context},
    "no_cache": _anything,
    "pull": _anything,
    "platforms": _anything,
    "shm_size": _anything,
}
_NETWORK_OF_SERVICE = {
    "aliases": _anything,
    "ipv4_address": _anything,
    "ipv6_address": _anything,
    "priority": _anything,
    "gw_priority": _anything,
    "interface_name": _anything,
}
_HARMLESS = (
    "attach cap_drop command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_shares"
    " cpus depends_on develop domainname entrypoint environment expose healthcheck hostname image init labels"
    " links mem_limit mem_reservation mem_swappiness memswap_limit pids_limit platform ports profiles"
    " pull_policy read_only restart secrets shm_size stdin_open stop_grace_period stop_signal tmpfs tty"
    " ulimits user working_dir dns dns_search dns_opt"
)
_SERVICE = dict.fromkeys(_HARMLESS.split(), _anything) | {
    "build": _BUILD,
    "cap_add": [_default_capability],
    "cgroup": _one_of("private"),
    "deploy": _DEPLOY,
    "extra_hosts": _hosts,
    "ipc": _one_of("private", "none"),
    "logging": _LOGGING,
    "network_mode": _network_mode,
    "networks": {"*": _NETWORK_OF_SERVICE},
    "scale": _replicas,
    "security_opt": [_no_new_privileges],
    "volumes": [_mount],
    "volumes_from": [_own_service],
}
_NETWORK = {
    "name": _anything,
    "driver": _one_of("bridge", "default"),
    "internal": _anything,
    "attachable": _anything,
    "enable_ipv4": _anything,
    "enable_ipv6": _anything,
    "labels": _anything,
    "ipam": {"driver": _one_of("default"), "config": _anything},
}
_FILE = {"name": _anything, "file": _inside, "content": _anything, "environment": _variable}

MODEL = {
    "name": _anything,
    "version": _anything,
    "services": {"*": _SERVICE},
    "networks": {"*": _NETWORK},
    "volumes": {"*": {"name": _anything, "driver": _one_of("local", "default"), "labels": _anything}},
    "secrets": {"*": _FILE},
    "configs": {"*": _FILE},
}
"""The allow-list: a judge says what is wrong; a list holds for each item, ``*`` for each name."""
