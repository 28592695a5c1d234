"""What is not permitted key by key is refused, with its path and the reason."""

from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks.compose import refusals, refused, resolve

FOLDER = "/submission"


def model(service: dict[str, Any] | None = None, **top: object) -> dict[str, Any]:
    """Return a model of one service."""
    return {"name": "unit", "services": {"web": {"image": "nginx:1.27", **(service or {})}}, **top}


STACK = {
    "name": "unit",
    "services": {
        "db": {
            "image": "mysql:8.4",
            "environment": {"MYSQL_ROOT_PASSWORD_FILE": "/run/secrets/password"},
            "secrets": [{"source": "password", "target": "/run/secrets/password"}],
            "healthcheck": {"test": ["CMD", "mysqladmin", "ping"], "interval": "2s"},
            "volumes": [{"type": "volume", "source": "rows", "target": "/var/lib/mysql", "volume": {}}],
            "networks": {"back": {"aliases": ["database"]}},
            "cap_drop": ["ALL"],
            "cap_add": ["CHOWN", "CAP_SETUID", "SETGID"],
            "security_opt": ["no-new-privileges:true"],
            "deploy": {"resources": {"limits": {"cpus": 0.5, "memory": "536870912"}}, "placement": {}},
            "command": None,
            "privileged": False,
        },
        "api": {
            "build": {"context": "/submission/api", "dockerfile": "Dockerfile", "args": {"TAG": "24"}},
            "depends_on": {"db": {"condition": "service_healthy", "required": True}},
            "volumes": [{"type": "bind", "source": "/submission/api/src", "target": "/app/src",
                         "bind": {"create_host_path": True}}],
            "ports": [{"mode": "ingress", "target": 5000, "published": "5000", "protocol": "tcp"}],
            "networks": {"back": None, "front": None},
            "logging": {"driver": "json-file", "options": {"max-size": "1m"}},
            "read_only": True, "tmpfs": ["/run"], "mem_limit": "128m", "pids_limit": 64, "x-note": {"a": 1},
        },
    },
    "networks": {"back": {"name": "unit_back", "ipam": {}, "internal": True}, "front": {"name": "f"}},
    "volumes": {"rows": {"name": "unit_rows"}},
    "secrets": {"password": {"name": "unit_password", "file": "/submission/password.txt"}},
    "x-common": {"privileged": True},
}  # fmt: skip

SERVICES: dict[str, tuple[dict[str, Any], str]] = {
    "privileged": ({"privileged": True}, "privileged"),
    "privileged as text": ({"privileged": "true"}, "privileged"),
    "host network": ({"network_mode": "host"}, "network_mode"),
    "another container's network": ({"network_mode": "container:grader"}, "network_mode"),
    "host processes": ({"pid": "host"}, "pid"),
    "host memory": ({"ipc": "host"}, "ipc"),
    "host names": ({"uts": "host"}, "uts"),
    "host users": ({"userns_mode": "host"}, "userns_mode"),
    "host cgroup": ({"cgroup": "host"}, "cgroup"),
    "cgroup parent": ({"cgroup_parent": "/"}, "cgroup_parent"),
    "device": ({"devices": [{"source": "/dev/sda", "target": "/dev/sda"}]}, "devices"),
    "device rule": ({"device_cgroup_rules": ["c 1:3 mr"]}, "device_cgroup_rules"),
    "graphics": ({"gpus": "all"}, "gpus"),
    "reserved device": (
        {"deploy": {"resources": {"reservations": {"devices": [{"capabilities": ["gpu"]}]}}}},
        "deploy.resources.reservations.devices",
    ),
    "capability": ({"cap_add": ["SYS_ADMIN"]}, "cap_add[0]"),
    "capability in small letters": ({"cap_add": ["cap_sys_ptrace"]}, "cap_add[0]"),
    "all capabilities": ({"cap_add": ["CHOWN", "ALL"]}, "cap_add[1]"),
    "no system call filter": ({"security_opt": ["seccomp:unconfined"]}, "security_opt[0]"),
    "privileges off": ({"security_opt": ["no-new-privileges:false"]}, "security_opt[0]"),
    "engine's socket": (
        {"volumes": [{"type": "bind", "source": "/var/run/docker.sock", "target": "/s"}]},
        "volumes[0]",
    ),
    "engine's socket, the short way": ({"use_api_socket": True}, "use_api_socket"),
    "host folder": ({"volumes": [{"type": "bind", "source": "/", "target": "/host"}]}, "volumes[0]"),
    "folder beside": (
        {"volumes": [{"type": "bind", "source": "/submission-of-another", "target": "/x"}]},
        "volumes[0]",
    ),
    "folder above": (
        {"volumes": [{"type": "bind", "source": "/submission/../etc", "target": "/x"}]},
        "volumes[0]",
    ),
    "home": ({"volumes": [{"type": "bind", "source": "~/x", "target": "/x"}]}, "volumes[0]"),
    "propagation": (
        {"volumes": [{"type": "bind", "source": "/submission/a", "target": "/a",
                      "bind": {"propagation": "rshared"}}]},
        "volumes[0]",
    ),
    "path as a volume": ({"volumes": [{"type": "volume", "source": "/etc", "target": "/x"}]}, "volumes[0]"),
    "pipe": ({"volumes": [{"type": "npipe", "source": "x", "target": "/x"}]}, "volumes[0]"),
    "unread mount": ({"volumes": ["/etc:/etc"]}, "volumes[0]"),
    "another container's volumes": ({"volumes_from": ["container:grader"]}, "volumes_from[0]"),
    "runtime": ({"runtime": "runc"}, "runtime"),
    "kernel setting": ({"sysctls": {"kernel.x": "1"}}, "sysctls"),
    "program on the host": ({"provider": {"type": "sh"}}, "provider"),
    "hook": ({"post_start": [{"command": "id", "privileged": True}]}, "post_start"),
    "host's address": ({"extra_hosts": ["h=host-gateway"]}, "extra_hosts"),
    "log driver": ({"logging": {"driver": "syslog"}}, "logging.driver"),
    "log address": ({"logging": {"options": {"syslog-address": "x"}}}, "logging.options.syslog-address"),
    "network's driver options": ({"networks": {"a": {"driver_opts": {"x": "y"}}}}, "networks.a.driver_opts"),
    "context elsewhere": ({"build": {"context": "/etc"}}, "build.context"),
    "context from the net": ({"build": {"context": "https://x/y.git"}}, "build.context"),
    "context from a host": ({"build": {"context": "git@host:x"}}, "build.context"),
    "Dockerfile elsewhere": ({"build": {"context": ".", "dockerfile": "/etc/x"}}, "build.dockerfile"),
    "extra context": ({"build": {"additional_contexts": {"x": "/"}}}, "build.additional_contexts.x"),
    "build on the host's network": ({"build": {"network": "host"}}, "build.network"),
    "build's rights": ({"build": {"entitlements": ["security.insecure"]}}, "build.entitlements"),
    "privileged build": ({"build": {"privileged": True}}, "build.privileged"),
    "keys of the host": ({"build": {"ssh": ["default"]}}, "build.ssh"),
    "another's cache": ({"build": {"cache_from": ["type=local,src=/x"]}}, "build.cache_from"),
    "many copies": ({"deploy": {"replicas": 1000}}, "deploy.replicas"),
    "many copies by scale": ({"scale": 11}, "scale"),
    "what no one knows yet": ({"from_the_future": 1}, "from_the_future"),
}  # fmt: skip


@pytest.mark.parametrize(("service", "key"), SERVICES.values(), ids=SERVICES.keys())
def test_a_service_may_not(service: dict[str, Any], key: str) -> None:
    """One dangerous key gives one reason, which begins with its path."""
    (reason,) = refused(model(service), FOLDER)
    assert reason.startswith(f"services.web.{key}")


def test_a_name_does_not_hide_a_service() -> None:
    """A service named as an extension is judged as any other."""
    (reason,) = refused({"services": {"x-web": {"privileged": True}}}, FOLDER)
    assert reason.startswith("services.x-web.privileged")


TOPS: dict[str, tuple[dict[str, Any], str]] = {
    "external volume": ({"volumes": {"v": {"external": True}}}, "volumes.v.external"),
    "volume options": ({"volumes": {"v": {"driver_opts": {"device": "/"}}}}, "volumes.v.driver_opts"),
    "volume driver": ({"volumes": {"v": {"driver": "nfs"}}}, "volumes.v.driver"),
    "external network": ({"networks": {"n": {"external": True}}}, "networks.n.external"),
    "network driver": ({"networks": {"n": {"driver": "macvlan"}}}, "networks.n.driver"),
    "network options": ({"networks": {"n": {"driver_opts": {"x": "y"}}}}, "networks.n.driver_opts"),
    "address options": ({"networks": {"n": {"ipam": {"options": {"x": "y"}}}}}, "networks.n.ipam.options"),
    "host's file": ({"secrets": {"s": {"file": "/etc/shadow"}}}, "secrets.s.file"),
    "external secret": ({"secrets": {"s": {"external": True}}}, "secrets.s.external"),
    "host's variable": ({"configs": {"c": {"environment": "HOME"}}}, "configs.c.environment"),
    "models": ({"models": {"m": {"model": "x"}}}, "models"),
}


@pytest.mark.parametrize(("top", "key"), TOPS.values(), ids=TOPS.keys())
def test_a_resource_may_not(top: dict[str, Any], key: str) -> None:
    """The same for networks, volumes, secrets and configs."""
    (reason,) = refused(model(**top), FOLDER)
    assert reason.startswith(key)


def test_what_the_units_teach_may_be() -> None:
    """A hardened stack with builds, mounts of its own folder, secrets and limits is not refused."""
    assert refused(STACK, FOLDER) == ()


def test_a_variable_that_was_given_may_be_a_secret() -> None:
    """Only a variable that the caller names may be read."""
    found = model(secrets={"s": {"environment": "PASSWORD"}})
    assert refused(found, FOLDER, {"PASSWORD"}) == ()
    assert len(refused(found, FOLDER)) == 1


def test_there_is_a_most() -> None:
    """A model of a hundred services is refused."""
    (reason,) = refused({"services": {f"s{one}": {"image": "x"} for one in range(100)}}, FOLDER)
    assert "100" in reason


@pytest.mark.parametrize(
    "broken",
    [{"services": []}, {"services": [1]}, {"services": {"a": 1}}, {"services": {"a": {"build": "."}}}],
)
def test_what_is_not_resolved_does_not_crash(broken: dict[str, Any]) -> None:
    """A model of another shape is refused or empty, never an error."""
    assert isinstance(refused(broken, FOLDER), tuple)


def test_a_reason_has_its_line(tmp_path: Path) -> None:
    """Each reason comes with the line of the file that asks for it, in the order of lines."""
    text = (
        "services:\n  a:\n    image: x:1\n    pid: host\n  b:\n    image: x:1\n    volumes:\n"
        "    - data:/data\n    - /:/host\nvolumes:\n  data:\n    driver_opts: {device: /}\n"
    )
    found = refusals(resolve(text, tmp_path), str(tmp_path))
    assert [(one.line, one.what.partition(":")[0].partition(" ")[0]) for one in found] == [
        (4, "services.a.pid"),
        (9, "services.b.volumes[1]"),
        (12, "volumes.data.driver_opts"),
    ]
