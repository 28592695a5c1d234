"""Compose files that try something: read inside a slot, and refused by the policy with a reason."""

from collections.abc import Iterator

import pytest

from quaycrane.engine import Engine, Slot, SlotKit, SlotLimits, slot_kit
from quaycrane.grading.checking.policy import refusals
from quaycrane.kit import ensure_slot

pytestmark = pytest.mark.engine

IMAGE = "image: alpine:3"
BOMB = "".join(f"x-{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 12))


def service(*lines: str) -> str:
    """Return a project of one service with these lines."""
    return "services:\n  web:\n" + "".join(f"    {line}\n" for line in (IMAGE, *lines))


ATTACKS = {
    "privileged": service("privileged: true"),
    "host network": service("network_mode: host"),
    "host processes": service("pid: host"),
    "host ipc": service("ipc: host"),
    "host user namespace": service("userns_mode: host"),
    "host uts": service("uts: host"),
    "devices": service("devices: ['/dev/sda:/dev/sda']"),
    "device rules": service("device_cgroup_rules: ['b *:* rwm']"),
    "gpus": service("gpus: all"),
    "added capabilities": service("cap_add: [SYS_ADMIN]"),
    "no seccomp": service("security_opt: ['seccomp:unconfined']"),
    "kernel settings": service("sysctls: {kernel.core_pattern: '|/bin/sh'}"),
    "control group": service("cgroup_parent: /"),
    "runtime": service("runtime: evil"),
    "the engine's socket": service("volumes: ['/var/run/docker.sock:/var/run/docker.sock']"),
    "the whole disk": service("volumes: ['/:/host']"),
    "a folder above": service("volumes: ['../..:/host']"),
    "a volume that is a folder": service("volumes: ['data:/v']")
    + "volumes:\n  data:\n    driver_opts: {type: none, o: bind, device: /}\n",
    "an external volume": service("volumes: ['data:/v']") + "volumes:\n  data:\n    external: true\n",
    "an external network": service("networks: [n]") + "networks:\n  n:\n    external: true\n",
    "the host's secret": service("secrets: [s]") + "secrets:\n  s:\n    file: /etc/shadow\n",
    "the host's config": service("configs: [s]") + "configs:\n  s:\n    file: /etc/shadow\n",
    "a build outside": service("build: ../../.."),
    "a build on the host's network": service("build: {context: ., network: host}"),
    "a build with privileges": service("build: {context: ., privileged: true}"),
    "a build with entitlements": service("build: {context: ., entitlements: [security.insecure]}"),
    "include of a file outside": "include: [/etc/passwd]\n" + service(),
    "extends a file outside": "services:\n  web:\n    extends: {file: /etc/passwd, service: root}\n",
    "a file of the internet": "include: ['https://192.0.2.1/compose.yaml']\n" + service(),
    "a git repository": "include: ['https://192.0.2.1/evil.git']\n" + service(),
    "exploding anchors": f"x-0: &x0 [a, a, a, a, a, a, a, a, a]\n{BOMB}" + service("labels: *x11"),
    "nested 20,000 deep": "x-a: " + "[" * 20_000 + "]" * 20_000 + "\n" + service(),
    "a hook with privileges": service("post_start: [{command: id, user: root, privileged: true}]"),
    "a provider": "services:\n  web:\n    provider: {type: evil}\n",
    "not UTF-8": "services:\n  web:\n    image: \udcff\udcfe\n",
    "a hundred services": "services:\n" + "".join(f"  s{n}: {{{IMAGE}}}\n" for n in range(100)),
}


@pytest.fixture(scope="module")
def kit(engine: Engine) -> SlotKit:
    """The images of the slot."""
    return slot_kit(engine, ensure_slot(engine).reference, ["alpine:3", "node:24-alpine"])


@pytest.fixture(scope="module")
def slot(engine: Engine, kit: SlotKit) -> Iterator[Slot]:
    """A slot that the attacks share."""
    made = Slot(engine, kit, SlotLimits(memory_bytes=400_000_000, processes=200, disk_bytes=700_000_000))
    yield made
    made.close()


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_it_is_refused_with_a_reason(slot: Slot, text: str) -> None:
    """The project is not brought up, the student is told why, and the slot is well."""
    reasons = refusals(slot, {"compose.yaml": text.encode(errors="surrogateescape")})
    assert reasons
    assert all(len(reason) < 1000 for reason in reasons)
    assert slot.answers()


def test_an_environment_file_outside_tells_nothing_of_the_host(slot: Slot) -> None:
    """Where a file of the system is named, it is the slot's: the grader's own never come near the text."""
    text = service("env_file: [/etc/passwd]")
    ran = slot.tool(["docker", "compose", "config"], {"compose.yaml": text.encode()})
    assert "dockremap" in ran.printed + ran.complained
    assert "/root" not in ran.printed.replace("x:0:0:root:/root:/bin/sh", "")


def test_an_honest_project_is_permitted(slot: Slot) -> None:
    """Builds, volumes, health checks and networks of one's own are as they should be."""
    text = service(
        "build: .", "ports: ['3000']", "volumes: ['data:/data', './site:/site:ro']",
        "healthcheck: {test: [CMD, 'true']}",
    ) + "volumes: {data: {}}\n"  # fmt: skip
    files = {"compose.yaml": text.encode(), "Dockerfile": b"FROM alpine:3\n", "site/index.html": b"hello"}
    assert refusals(slot, files) == ()
